import { Suspense, useState } from "react";

import { Button } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { lazily } from "@/components/ui/lazily";
import { TextField } from "@/components/ui/TextField";
import { tellersOf } from "@/features/history/filters/telling";
import type { Choice } from "@/features/history/view";

interface FilterBarProps {
  projectId: string;
  choice: Choice;
  /** What the task is called that is looked for. */
  taskName: string | null;
  onChoice: (choice: Choice) => void;
}

// The calendars in it are as large as the rest of the page.
const FilterFields = lazily(() => import("@/features/history/filters/FilterFields"));

/** Which changes are looked for: words at once, everything else when it is opened. */
export function FilterBar({ projectId, choice, taskName, onChoice }: FilterBarProps) {
  const [isOpen, setIsOpen] = useState(false);
  const set = (fields: Choice) => {
    onChoice({ ...choice, ...fields });
  };
  return (
    <div className="border-b px-4 py-3">
      <div className="flex items-center gap-2">
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
      {isOpen && (
        <Suspense>
          <FilterFields projectId={projectId} choice={choice} onSet={set} />
        </Suspense>
      )}
      <Told choice={choice} taskName={taskName} onChoice={onChoice} />
    </div>
  );
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
