import { IconButton } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import type { Comment } from "@/features/review/comments/comments";
import { useComments } from "@/features/review/comments/useComments";

interface CommentListProps {
  proposalId: string;
  comments: readonly Comment[];
  /** Whether those that wait can be withdrawn. */
  isOpen: boolean;
}

/** What was said about one change, and whether the agent was told. */
export default function CommentList({ proposalId, comments, isOpen }: CommentListProps) {
  if (comments.length === 0) return null;
  return (
    <ul aria-label="Comments" className="space-y-1">
      {comments.map(({ id, text, message }) => (
        <li
          key={id}
          className="flex items-start gap-2 rounded-md border bg-surface px-2.5 py-1.5 text-sm"
        >
          <Icon name="chat" width={14} height={14} className="mt-0.5 shrink-0 text-muted" />
          <span className="min-w-0 flex-1 whitespace-pre-wrap [overflow-wrap:anywhere]">
            {text}
          </span>
          <span className="shrink-0 text-xs leading-5 text-muted">
            {message === null ? "Not sent yet" : "Sent"}
          </span>
          {isOpen && message === null && <Withdrawal proposalId={proposalId} comment={id} />}
        </li>
      ))}
    </ul>
  );
}

/** Takes one comment back; others need not wait for that. */
function Withdrawal({ proposalId, comment }: { proposalId: string; comment: number }) {
  const { withdraw } = useComments(proposalId);
  return (
    <IconButton
      icon="close"
      label="Withdraw the comment"
      className="-my-1 -mr-1.5"
      isPending={withdraw.isPending}
      onPress={({ target }) => {
        // The button is about to go, and the focus would go with it.
        target.closest<HTMLElement>("[role=treeitem]")?.focus({ preventScroll: true });
        withdraw.mutate(comment);
      }}
    />
  );
}
