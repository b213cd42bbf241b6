import { useId, useState } from "react";

import { shownValue } from "@/components/diff/values";
import { FIELD_NAMES } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import type { Proposal } from "@/features/review/conversation/answers";
import { useRebase, type Choice } from "@/features/review/useRebase";
import { classes } from "@/lib/classes";
import { messageOf } from "@/lib/problem";

type Conflict = Proposal["conflicts"][number];
type Side = Choice["choose"];

interface ConflictsProps {
  proposal: Proposal;
  nameOf: (id: string) => string;
}

/** Where the project went another way than the draft since it was begun, with a choice for each. */
export function Conflicts({ proposal, nameOf }: ConflictsProps) {
  const { conflicts } = proposal;
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({});
  const rebase = useRebase(proposal.id);
  const isDecided = conflicts.every((conflict) => sides[keyOf(conflict)]);
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
      aria-labelledby="conflicts-heading"
      className="mb-4 rounded-lg border border-changed bg-changed-soft p-4"
    >
      <h2 id="conflicts-heading" className="flex items-center gap-2 font-semibold">
        <Icon name="alert" className="text-changed" />
        The plan changed meanwhile, in the same places
      </h2>
      <p className="mt-1">Choose what should hold; then the draft can be accepted.</p>
      <div className="mt-3 space-y-4">
        {conflicts.map((conflict) => (
          <OneConflict
            key={keyOf(conflict)}
            conflict={conflict}
            nameOf={nameOf}
            side={sides[keyOf(conflict)] ?? null}
            onChoose={(side) => {
              setSides({ ...sides, [keyOf(conflict)]: side });
            }}
          />
        ))}
      </div>
      <Button
        variant="primary"
        className="mt-4"
        isDisabled={!isDecided || rebase.isPending}
        onPress={apply}
      >
        Apply the choices
      </Button>
      {rebase.isError && (
        <p role="alert" className="mt-2 text-removed">
          {messageOf(rebase.error)}
        </p>
      )}
    </section>
  );
}

interface OneConflictProps {
  conflict: Conflict;
  nameOf: (id: string) => string;
  side: Side | null;
  onChoose: (side: Side) => void;
}

function OneConflict({ conflict, nameOf, side, onChoose }: OneConflictProps) {
  const { field } = conflict;
  const group = useId();
  const value = (given: unknown) =>
    field === null ? null : (shownValue(field, given, nameOf) ?? "not set");
  const theirs = value(conflict.theirs) ?? "Keep what the plan has now";
  const ours = value(conflict.ours) ?? "Do what the draft says";
  const option = (choice: Side) => ({
    group,
    isChosen: side === choice,
    onChoose: () => {
      onChoose(choice);
    },
  });
  return (
    <fieldset>
      <legend className="font-medium">
        {conflict.title ?? nameOf(conflict.target_id)}
        {field && ` · ${FIELD_NAMES[field] ?? field}`}
      </legend>
      <p className="text-sm text-muted">
        {field ? `Was: ${value(conflict.base) ?? ""}` : conflict.message}
      </p>
      <div className="mt-1.5 grid gap-2 sm:grid-cols-2">
        <Option {...option("theirs")} name="The plan now" value={theirs} />
        <Option {...option("ours")} name="The draft" value={ours} />
      </div>
    </fieldset>
  );
}

interface OptionProps {
  group: string;
  name: string;
  value: string;
  isChosen: boolean;
  onChoose: () => void;
}

function Option({ group, name, value, isChosen, onChoose }: OptionProps) {
  return (
    <label
      className={classes(
        "grid cursor-pointer grid-cols-[auto_1fr] gap-x-2.5 rounded-md border bg-surface p-2.5",
        isChosen && "border-accent ring-1 ring-accent",
      )}
    >
      <input
        type="radio"
        name={group}
        checked={isChosen}
        onChange={onChoose}
        className="row-span-2 mt-1 size-4 accent-accent-fill"
      />
      <span className="text-sm text-muted">{name}</span>
      <span className="min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">{value}</span>
    </label>
  );
}

function keyOf({ target_id: id, field, code }: Conflict): string {
  return `${id} ${field ?? ""} ${code}`;
}
