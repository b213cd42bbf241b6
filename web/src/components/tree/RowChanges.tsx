import { BothTexts, WordDiff } from "@/components/diff/WordDiff";
import type { ShownChange } from "@/components/tree/decoration";
import { FIELD_NAMES } from "@/components/task/words";

interface RowChangesProps {
  changes: readonly ShownChange[];
  /** Whether long texts are shown whole, and not only where they changed. */
  whole?: boolean;
}

/** The fields that changed, each with its value before and after; in texts the words are marked. */
export function RowChanges({ changes, whole }: RowChangesProps) {
  return (
    <dl className="mt-0.5 grid gap-x-3 gap-y-0.5 pb-0.5 text-sm sm:grid-cols-[auto_1fr]">
      {changes.map(({ field, before, after }) => (
        // Where narrow, what does not fit beside its name has the whole width below it.
        <div key={field} className="flex min-w-0 flex-wrap gap-x-2 sm:contents">
          <dt className="text-muted">{nameOf(field)}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            {TEXTS.has(field) && before !== null && after !== null ? (
              <WordDiff before={before} after={after} whole={whole} />
            ) : (
              <BothTexts before={before} after={after} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Fields whose values are sentences: what changed in them is a matter of words. */
const TEXTS: ReadonlySet<string> = new Set([
  "title",
  "summary",
  "description",
  "acceptance_criteria",
  "metadata.conventions",
]);
/** A change of place is told as what it is, and what a project has agreed on as what it is called. */
const NAMES: Readonly<Record<string, string>> = {
  parent_id: "Moved from",
  position: "Moved from",
  "metadata.conventions": "Conventions",
};

function nameOf(field: string): string {
  return NAMES[field] ?? FIELD_NAMES[field] ?? field.replace("metadata.", "Metadata: ");
}
