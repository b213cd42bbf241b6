import type { UseQueryResult } from "@tanstack/react-query";

import { personName } from "@/components/task/words";
import { BothTexts } from "@/components/diff/WordDiff";
import { Failure } from "@/components/ui/Notice";
import { Markdown } from "@/components/ui/Markdown";
import { SkeletonList } from "@/components/ui/Skeleton";
import type { components } from "@/generated/api";

export type Answer = components["schemas"]["ExplanationAnswer"];
type Fact = Answer["facts"][number];

const VERBS: Readonly<Record<Fact["op"], string>> = {
  delete: "Deletes",
  update: "Changes",
  create: "Adds",
};

/** In milliseconds: a model takes its time. */
const PATIENCE = 20_000;

/** Words for changes, and under them the facts that they are made of: deletions first. */
export function Explanation({ query }: { query: UseQueryResult<Answer> }) {
  if (query.isError) {
    return (
      <Failure
        title="There is no explanation"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (!query.data) {
    return <SkeletonList label="It is being put into words" lines={4} patience={PATIENCE} />;
  }
  const { text, author, facts, people } = query.data;
  const removals = facts.filter(({ op }) => op === "delete");
  const rest = facts.filter(({ op }) => op !== "delete");
  return (
    <div className="space-y-4" aria-live="polite">
      <Markdown text={text} />
      {people.length > 0 && (
        <p className="text-sm text-muted">
          {people.map(({ actor, changesets }) => `${personName(actor)}: ${changesets}`).join(", ")}
        </p>
      )}
      {facts.length > 0 && (
        <section aria-label="The facts">
          <h3 className="text-sm font-medium text-muted">
            What it is made of · told by {personName(author)}
          </h3>
          <ul className="mt-1.5 space-y-1.5 text-sm">
            {[...removals, ...rest].map((fact, place) => (
              <OneFact key={place} fact={fact} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function OneFact({ fact }: { fact: Fact }) {
  const { op, name, removed, fields } = fact;
  return (
    <li className="[overflow-wrap:anywhere]">
      <p className={op === "delete" ? "font-semibold text-removed" : undefined}>
        {VERBS[op]} {name}
        {removed > 0 && ` with ${removed} sub-task${removed === 1 ? "" : "s"}`}
      </p>
      {op === "update" &&
        fields.map(({ field, before, after }) => (
          <p key={field} className="pl-3 text-muted">
            <span className="inline-block first-letter:uppercase">{field}:</span>{" "}
            <BothTexts before={before || null} after={after || null} />
          </p>
        ))}
    </li>
  );
}
