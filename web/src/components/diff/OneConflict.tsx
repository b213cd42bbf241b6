import { Label } from "react-aria-components/Label";
import { RadioButton, RadioField, RadioGroup } from "react-aria-components/RadioGroup";
import type { ReactNode } from "react";

import { shownValue } from "@/components/diff/values";
import { WordDiff } from "@/components/diff/WordDiff";
import { FIELD_NAMES } from "@/components/task/words";
import { Icon } from "@/components/ui/Icon";
import type { components } from "@/generated/api";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";

export type Conflict = components["schemas"]["ConflictOut"];
export type Side = components["schemas"]["ChoiceIn"]["choose"];

interface OneConflictProps {
  conflict: Conflict;
  /** The task that it is about, as the plan has it; undefined: the project, or a task that is gone. */
  task: Pick<Task, "number"> | undefined;
  /** What our side is called. */
  ours: string;
  nameOf: (id: string) => string;
  side: Side | null;
  onChoose: (side: Side) => void;
}

/** One place that both sides changed: as it was, as the plan has it now, as ours wants it. */
export function OneConflict({ conflict, task, ours, nameOf, side, onChoose }: OneConflictProps) {
  const { field } = conflict;
  const value = (given: unknown) => (field === null ? null : shownValue(field, given, nameOf));
  const base = value(conflict.base);
  return (
    <RadioGroup
      value={side}
      onChange={(chosen) => {
        onChoose(chosen as Side);
      }}
    >
      <Label className="font-medium [overflow-wrap:anywhere]">
        {task && <span className="font-mono text-sm text-muted">{`${handleOf(task)} `}</span>}
        {conflict.title ?? nameOf(conflict.target_id)}
        {field && ` · ${FIELD_NAMES[field] ?? field}`}
      </Label>
      {field === null && <p className="text-sm text-muted">{conflict.message}</p>}
      <div className="mt-1.5 grid gap-2 sm:grid-cols-3">
        <Column name="As it was">{field === null ? "It was there" : (base ?? <NotSet />)}</Column>
        <Option side="theirs" name="The plan now">
          {field === null ? (
            "Keep what the plan has now"
          ) : (
            <Changed before={base} after={value(conflict.theirs)} />
          )}
        </Option>
        <Option side="ours" name={ours}>
          {field === null ? (
            `Do what ${ours.toLowerCase()} says`
          ) : (
            <Changed before={base} after={value(conflict.ours)} />
          )}
        </Option>
      </div>
    </RadioGroup>
  );
}

const COLUMN = "min-w-0 rounded-md border p-2.5";

function Column({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={COLUMN}>
      <p className="text-sm text-muted">{name}</p>
      <p className="mt-0.5 whitespace-pre-wrap [overflow-wrap:anywhere]">{children}</p>
    </div>
  );
}

function Option({ side, name, children }: { side: Side; name: string; children: ReactNode }) {
  return (
    <RadioField value={side} className="grid min-w-0">
      <RadioButton
        className={`${COLUMN} group block cursor-pointer border-edge bg-surface data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent data-[selected]:border-accent data-[selected]:ring-1 data-[selected]:ring-accent`}
      >
        <span className="flex items-center gap-2 text-sm text-muted">
          <span className="grid size-4 place-items-center rounded-full border border-edge group-data-[selected]:border-accent-fill group-data-[selected]:bg-accent-fill group-data-[selected]:text-on-accent">
            <Icon
              name="check"
              width={12}
              height={12}
              className="invisible group-data-[selected]:visible"
            />
          </span>
          {name}
        </span>
        <span className="mt-0.5 block whitespace-pre-wrap [overflow-wrap:anywhere]">
          {children}
        </span>
      </RadioButton>
    </RadioField>
  );
}

/** What a side made of the value; its words are marked where that helps. */
function Changed({ before, after }: { before: string | null; after: string | null }) {
  if (after === null) return <NotSet />;
  if (before === null || before === after || !/\s/.test(after)) return after;
  return <WordDiff before={before} after={after} whole apart={after} />;
}

function NotSet() {
  return <span className="text-faint italic">not set</span>;
}
