import { useState } from "react";

import { personName } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import { DateField } from "@/components/ui/DateField";
import { Icon } from "@/components/ui/Icon";
import { Select } from "@/components/ui/Select";
import { TextField } from "@/components/ui/TextField";
import { OPS, tellersOf } from "@/features/history/filters/telling";
import { CAUSES } from "@/features/history/titles";
import { useActivity } from "@/features/history/useActivity";
import type { Choice } from "@/features/history/view";

interface FilterBarProps {
  projectId: string;
  choice: Choice;
  /** What the task is called that is looked for. */
  taskName: string | null;
  onChoice: (choice: Choice) => void;
}

const ANY = "";

/** Which changes are looked for: words at once, everything else when it is opened. */
export function FilterBar({ projectId, choice, taskName, onChoice }: FilterBarProps) {
  const [isOpen, setIsOpen] = useState(false);
  const set = (fields: Choice) => {
    onChoice({ ...choice, ...fields });
  };
  return (
    <div className="border-b px-4 py-3">
      <div className="flex items-end gap-2">
        <TextField
          label="Filter the changes"
          hidesLabel
          type="search"
          placeholder="Words in a message or a title"
          value={choice.text ?? ""}
          onChange={(text) => {
            set({ text: text || undefined });
          }}
          className="flex-1"
        />
        <Button
          icon="filter"
          aria-expanded={isOpen}
          onPress={() => {
            setIsOpen(!isOpen);
          }}
        >
          Filter
        </Button>
      </div>
      {isOpen && <Fields projectId={projectId} choice={choice} onSet={set} />}
      <Told choice={choice} taskName={taskName} onChoice={onChoice} />
    </div>
  );
}

interface FieldsProps {
  projectId: string;
  choice: Choice;
  onSet: (fields: Choice) => void;
}

function Fields({ projectId, choice, onSet }: FieldsProps) {
  const people = usePeople(projectId, choice.actor);
  return (
    <div role="group" aria-label="Filters" className="grid grid-cols-2 gap-3 pt-3">
      <Select
        label="Who"
        value={choice.actor ?? ANY}
        names={{ [ANY]: "Anyone", ...people }}
        onChange={(actor) => {
          onSet({ actor: actor || undefined });
        }}
      />
      <Select
        label="What"
        value={choice.op ?? ANY}
        names={{ [ANY]: "Anything", ...OPS }}
        onChange={(op) => {
          onSet({ op: op || undefined });
        }}
      />
      <Select
        label="How"
        value={choice.cause ?? ANY}
        names={{ [ANY]: "Any way", ...CAUSES }}
        onChange={(cause) => {
          onSet({ cause: cause || undefined });
        }}
      />
      <span />
      <DateField
        label="From"
        value={choice.since ?? null}
        onChange={(since) => {
          onSet({ since: since ?? undefined });
        }}
      />
      <DateField
        label="Until"
        value={choice.until ?? null}
        onChange={(until) => {
          onSet({ until: until ?? undefined });
        }}
      />
    </div>
  );
}

/** Everyone who changed or wrote anything here, by the names that people see. */
function usePeople(projectId: string, chosen: string | undefined): Record<string, string> {
  const { data: activity } = useActivity(projectId, 1, {});
  const shares = activity?.slots.flatMap((slot) => slot.shares) ?? [];
  const actors = new Set(shares.flatMap(({ actor, author }) => [actor, author]));
  if (chosen) actors.add(chosen);
  return Object.fromEntries([...actors].sort().map((actor) => [actor, personName(actor)]));
}

/** What is looked for, each with a button that takes it back. */
function Told({ choice, taskName, onChoice }: Omit<FilterBarProps, "projectId">) {
  const told = tellersOf(choice, taskName);
  if (told.length === 0) return null;
  return (
    <ul aria-label="Looked for" className="flex flex-wrap gap-1.5 pt-2">
      {told.map(({ field, text }) => (
        <li key={field} className="min-w-0">
          <button
            type="button"
            onClick={() => {
              onChoice({ ...choice, [field]: undefined });
            }}
            className="flex max-w-full items-center gap-1 rounded-full bg-accent-soft px-2.5 py-0.5 text-sm hover:bg-line"
          >
            <span className="sr-only">Do not look for: </span>
            <span className="truncate">{text}</span>
            <Icon name="close" width={12} height={12} className="shrink-0" />
          </button>
        </li>
      ))}
    </ul>
  );
}
