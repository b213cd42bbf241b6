import { useRef, useState } from "react";

import { EDITABLE, FieldEditor, isWideField } from "@/components/task/fields/FieldEditor";
import { Button } from "@/components/ui/Button";
import type { Review } from "@/features/review/useReview";
import { classes } from "@/lib/classes";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";

interface RowEditorProps {
  review: Review;
  task: Task;
  onClose: () => void;
}

/** What an agent proposed for one task, to be changed where it stands before it is accepted. */
export default function RowEditor({ review, task, onClose }: RowEditorProps) {
  // As it was begun: a field that is set back must not go while one is in it.
  const [fields] = useState(() => proposedFields(review, task));
  const grid = useRef<HTMLDivElement>(null);
  const finish = () => {
    // What cannot be saved as it is would be lost: it has to be put right, or taken back with Escape.
    const wrong = grid.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    if (wrong) wrong.focus();
    else onClose();
  };
  return (
    // Escape ends it from each of its fields that has nothing of its own to take back.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label={`Edit ${handleOf(task)}`}
      ref={focusFirst}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
      className="rounded-md border border-edge bg-surface p-3"
    >
      <div ref={grid} className="grid gap-3 sm:grid-cols-2">
        {fields.map((field) => (
          <div key={field} className={classes("min-w-0", isWideField(field) && "sm:col-span-2")}>
            <FieldEditor
              field={field}
              task={task}
              plan={review.draft}
              onSet={(body) => {
                review.edit([{ op: "update", target: "task", target_id: task.id, body }]);
              }}
            />
          </div>
        ))}
      </div>
      <Button size="sm" className="mt-3" onPress={finish}>
        Done
      </Button>
    </div>
  );
}

/** Once, when it comes: a function that stays the same is not called again. */
function focusFirst(group: HTMLElement | null) {
  group?.querySelector<HTMLElement>("input, textarea, button")?.focus();
}

/** What the draft sets of a task: of a changed one what changed, of a new one what it says. */
function proposedFields({ base }: Review, task: Task) {
  const before = base.tasks.get(task.id);
  const isSet = (field: (typeof EDITABLE)[number]) => {
    const value = task[field];
    return Array.isArray(value) ? value.length > 0 : value !== null;
  };
  const always = new Set(["title", "priority", "estimated_minutes", "description"]);
  return EDITABLE.filter((field) => {
    if (!before) return field !== "status" && (always.has(field) || isSet(field));
    return field === "title" || JSON.stringify(before[field]) !== JSON.stringify(task[field]);
  });
}
