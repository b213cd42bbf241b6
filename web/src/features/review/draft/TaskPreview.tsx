import { TaskFacts } from "@/components/diff/TaskFacts";
import { RowChanges } from "@/components/tree/RowChanges";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { SavedField } from "@/components/ui/SavedField";
import type { Review } from "@/features/review/useReview";
import { handleOf } from "@/patch/handle";

interface TaskPreviewProps {
  review: Review;
  id: string;
  onClose: () => void;
}

/** One task of a draft as a whole, where it can be renamed or taken out before it is accepted. */
export function TaskPreview({ review, id, onClose }: TaskPreviewProps) {
  const { proposal, comparison, draft, isRunning } = review;
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
              review.edit([{ op: "delete", target: "task", target_id: id }]);
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
            review.edit([{ op: "update", target: "task", target_id: id, body: { title } }]);
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
      <TaskFacts task={task} nameOf={review.nameOf} />
    </Dialog>
  );
}

function readTitle(text: string) {
  const value = text.trim();
  return value ? { value } : { error: "A task needs a title." };
}
