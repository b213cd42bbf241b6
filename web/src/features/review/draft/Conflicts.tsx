import { useState } from "react";

import { OneConflict, type Side } from "@/components/diff/OneConflict";
import { Button } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import type { Proposal } from "@/features/review/conversation/answers";
import { useRebase } from "@/features/review/useRebase";
import { messageOf } from "@/lib/problem";
import type { Plan } from "@/patch/plan";

type Conflict = Proposal["conflicts"][number];

interface ConflictsProps {
  proposal: Proposal;
  /** The plan that the draft is compared with. */
  base: Plan;
  nameOf: (id: string) => string;
}

/** Where the project went another way than the draft since it was begun, with a choice for each. */
export default function Conflicts({ proposal, base, nameOf }: ConflictsProps) {
  const { conflicts } = proposal;
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({});
  const rebase = useRebase(proposal.id);
  const decided = conflicts.filter((conflict) => sides[keyOf(conflict)]).length;
  const chooseAll = (side: Side) => {
    setSides(Object.fromEntries(conflicts.map((conflict) => [keyOf(conflict), side])));
  };
  const apply = () => {
    rebase.mutate(
      conflicts.map((conflict) => ({
        target_id: conflict.target_id,
        field: conflict.field,
        choose: sides[keyOf(conflict)] ?? "theirs",
      })),
    );
  };
  return (
    <section
      id="conflicts"
      tabIndex={-1}
      aria-labelledby="conflicts-heading"
      className="mb-4 scroll-mt-16 rounded-lg border border-changed bg-changed-soft p-3 sm:p-4"
    >
      <h2 id="conflicts-heading" className="flex items-center gap-2 font-semibold">
        <Icon name="alert" className="shrink-0 text-changed" />
        The plan changed meanwhile, in the same places
      </h2>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-2">
        <p>Choose what should hold; then the draft can be accepted.</p>
        {conflicts.length > 1 && (
          <div className="flex flex-wrap gap-2">
            <Button
              size="sm"
              onPress={() => {
                chooseAll("theirs");
              }}
            >
              All as in the plan now
            </Button>
            <Button
              size="sm"
              onPress={() => {
                chooseAll("ours");
              }}
            >
              All as in the draft
            </Button>
          </div>
        )}
      </div>
      <div className="mt-3 space-y-5">
        {conflicts.map((conflict) => (
          <OneConflict
            key={keyOf(conflict)}
            conflict={conflict}
            task={base.tasks.get(conflict.target_id)}
            ours="The draft"
            nameOf={nameOf}
            side={sides[keyOf(conflict)] ?? null}
            onChoose={(side) => {
              setSides({ ...sides, [keyOf(conflict)]: side });
            }}
          />
        ))}
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button
          variant="primary"
          isDisabled={decided < conflicts.length || rebase.isPending}
          onPress={apply}
        >
          Apply the choices
        </Button>
        <p className="text-sm text-muted">
          {decided} of {conflicts.length} decided
        </p>
      </div>
      {rebase.isError && (
        <p role="alert" className="mt-2 text-removed">
          {messageOf(rebase.error)}
        </p>
      )}
    </section>
  );
}

function keyOf({ target_id: id, field, code }: Conflict): string {
  return `${id} ${field ?? ""} ${code}`;
}
