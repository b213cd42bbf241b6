import type { ReactNode } from "react";

import { shownValue } from "@/components/diff/values";
import { FIELD_NAMES } from "@/components/task/words";
import { RowChanges } from "@/components/tree/RowChanges";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { Markdown } from "@/components/ui/Markdown";
import { SavedField } from "@/components/ui/SavedField";
import { useDraftEdit } from "@/features/review/useDraftEdit";
import type { Review } from "@/features/review/useReview";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";

interface TaskPreviewProps {
  review: Review;
  id: string;
  onClose: () => void;
}

/** One task of a draft as a whole, where it can be renamed or taken out before it is accepted. */
export function TaskPreview({ review, id, onClose }: TaskPreviewProps) {
  const { proposal, comparison, draft, isRunning } = review;
  const edit = useDraftEdit(proposal?.id ?? "");
  const task = comparison.plan.tasks.get(id);
  if (!task) return null;
  const isEditable = proposal?.status === "open" && !isRunning && draft.tasks.has(id);
  const decoration = comparison.decorations.get(id);
  return (
    <Dialog
      title={handleOf(task)}
      isOpen
      onClose={onClose}
      size="lg"
      actions={
        isEditable && (
          <Button
            icon="trash"
            onPress={() => {
              edit.mutate([{ op: "delete", target: "task", target_id: id }]);
              onClose();
            }}
          >
            Remove from the draft
          </Button>
        )
      }
    >
      {isEditable ? (
        <SavedField
          label="Title"
          text={task.title}
          maxLength={200}
          read={readTitle}
          onSave={(title) => {
            edit.mutate([{ op: "update", target: "task", target_id: id, body: { title } }]);
          }}
        />
      ) : (
        <p className="text-lg font-medium">{task.title}</p>
      )}
      {decoration?.note && <p className="mt-2 font-semibold text-removed">{decoration.note}</p>}
      {decoration?.changes && decoration.changes.length > 0 && (
        <div className="mt-3">
          <RowChanges changes={decoration.changes} />
        </div>
      )}
      <Facts task={task} nameOf={review.nameOf} />
    </Dialog>
  );
}

function readTitle(text: string) {
  const value = text.trim();
  return value ? { value } : { error: "A task needs a title." };
}

const SHORT = [
  "status",
  "priority",
  "estimated_minutes",
  "start_date",
  "due_date",
  "assignee",
  "tags",
  "depends_on",
] as const satisfies readonly (keyof Task)[];

function Facts({ task, nameOf }: { task: Task; nameOf: (id: string) => string }) {
  return (
    <div className="mt-4 space-y-4">
      {task.description && (
        <Part title="Description">
          <Markdown text={task.description} />
        </Part>
      )}
      {task.acceptance_criteria.length > 0 && (
        <Part title="Acceptance criteria">
          <ul className="list-disc pl-5">
            {task.acceptance_criteria.map((line, place) => (
              <li key={place}>{line}</li>
            ))}
          </ul>
        </Part>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {SHORT.map((field) => {
          const value = shownValue(field, task[field], nameOf);
          if (value === null) return null;
          return (
            <div key={field} className="contents">
              <dt className="text-muted">{FIELD_NAMES[field]}</dt>
              <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-muted">{title}</h3>
      {children}
    </section>
  );
}
