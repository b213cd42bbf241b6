import { TaskFacts } from "@/components/diff/TaskFacts";
import { RowChanges } from "@/components/tree/RowChanges";
import { Button } from "@/components/ui/Button";
import { Checkbox } from "@/components/ui/Checkbox";
import { Dialog } from "@/components/ui/Dialog";
import CommentList from "@/features/review/comments/CommentList";
import type { Review } from "@/features/review/useReview";
import { handleOf } from "@/patch/handle";

interface TaskPreviewProps {
  review: Review;
  id: string;
  onEdit: (id: string) => void;
  onComment: (id: string) => void;
  onClose: () => void;
}

/** One task of a draft as a whole, and everything that can be done with its change by pointer. */
export default function TaskPreview({ review, id, onEdit, onComment, onClose }: TaskPreviewProps) {
  const { proposal, comparison, draft, isRunning } = review;
  const task = comparison.plan.tasks.get(id);
  if (!task) return null;
  const isOpen = proposal?.status === "open" && !isRunning;
  const decoration = comparison.decorations.get(id);
  const comments = proposal?.comments.filter(({ target_id: target }) => target === id) ?? [];
  const then = (act: (id: string) => void) => () => {
    onClose();
    act(id);
  };
  return (
    <Dialog
      title={`${handleOf(task)} ${task.title}`}
      isOpen
      onClose={onClose}
      size="lg"
      actions={
        isOpen && (
          <>
            <Button icon="chat" onPress={then(onComment)}>
              Comment
            </Button>
            {draft.tasks.has(id) && (
              <>
                <Button icon="pencil" onPress={then(onEdit)}>
                  Edit
                </Button>
                <Button
                  icon="trash"
                  variant="quiet"
                  onPress={() => {
                    review.edit([{ op: "delete", target: "task", target_id: id }]);
                    onClose();
                  }}
                >
                  Remove from the draft
                </Button>
              </>
            )}
          </>
        )
      }
    >
      {isOpen && <Choosing review={review} id={id} />}
      {decoration?.note && <p className="mt-2 font-semibold text-removed">{decoration.note}</p>}
      {decoration?.changes && decoration.changes.length > 0 && (
        <div className="mt-3">
          <RowChanges changes={decoration.changes} whole />
        </div>
      )}
      <TaskFacts task={task} nameOf={review.nameOf} />
      <div className="mt-4">
        <CommentList proposalId={proposal?.id ?? ""} comments={comments} isOpen={isOpen} />
      </div>
    </Dialog>
  );
}

/** Whether this change is taken, and those below it. */
function Choosing({ review: { selection }, id }: { review: Review; id: string }) {
  const checked = selection.checks.stateOf(id);
  const below = selection.countBelow(id);
  if (checked === undefined) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Checkbox
        label={checked === "mixed" || below > 0 ? "Include this" : "Include this change"}
        showsLabel
        checked={checked}
        onChange={() => {
          selection.toggle(id);
        }}
      />
      {below > 0 && (
        <Button
          size="sm"
          onPress={() => {
            selection.toggleBelow(id);
          }}
        >
          {below === 1 ? "With the change below it" : `With the ${below} changes below it`}
        </Button>
      )}
    </div>
  );
}
