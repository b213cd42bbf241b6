import { useRef, useState } from "react";

import type { Checks } from "@/components/tree/decoration";
import { TaskTree } from "@/components/tree/TaskTree";
import { useTreeState } from "@/components/tree/useTreeState";
import { SkeletonList } from "@/components/ui/Skeleton";
import { Conflicts } from "@/features/review/draft/Conflicts";
import { KeyHints } from "@/features/review/draft/KeyHints";
import { MovedOn } from "@/features/review/draft/MovedOn";
import { ProjectChange } from "@/features/review/draft/ProjectChange";
import { RejectDialog } from "@/features/review/draft/RejectDialog";
import { ReviewBar } from "@/features/review/draft/ReviewBar";
import { TaskPreview } from "@/features/review/draft/TaskPreview";
import { Trouble } from "@/features/review/draft/Trouble";
import { useDraftEditing } from "@/features/review/draft/useDraftEditing";
import { useFirstChangeInView } from "@/features/review/draft/useFirstChangeInView";
import { useReviewKeys } from "@/features/review/draft/useReviewKeys";
import { useAccept } from "@/features/review/useAccept";
import type { Review } from "@/features/review/useReview";

interface DraftViewProps {
  review: Review;
  onAccepted: (projectId: string) => void;
  /** Shows the conversation where it does not stand beside the draft. */
  onTalk: () => void;
}

/** While changes come in none can be chosen; the room for the boxes is kept. */
const NOT_YET: Checks = { stateOf: () => undefined, onToggle: () => undefined };

/** A draft as a difference in the tree, and what can be done with it. */
export function DraftView({ review, onAccepted, onTalk }: DraftViewProps) {
  const { proposal, comparison, selection, isRunning } = review;
  const state = useTreeState(comparison.plan);
  const accept = useAccept(onAccepted);
  const [isRejecting, setIsRejecting] = useState(false);
  const [shownId, setShownId] = useState<string | null>(null);
  const isOpen = proposal?.status === "open";
  const conflicts = proposal?.conflicts ?? [];
  const isDecidable = isOpen && !isRunning && !review.isSaving && !accept.isPending;

  const decide = () => {
    const blocked = conflicts.length > 0 || selection.indexes.length === 0;
    if (proposal && isDecidable && !blocked) {
      accept.mutate({ proposal, indexes: selection.indexes, count: selection.count });
    }
  };
  const reject = () => {
    if (isDecidable) setIsRejecting(true);
  };
  const editing = useDraftEditing(review);
  const box = useRef<HTMLDivElement>(null);
  useFirstChangeInView(comparison, state, box);
  const onKeyDownCapture = useReviewKeys(review, state, { onAccept: decide, onReject: reject });

  if (review.isLoading) return <SkeletonList label="The draft is being loaded" />;
  return (
    <section aria-label="Draft">
      <ProjectChange review={review} />
      {isOpen &&
        !isRunning &&
        (conflicts.length > 0 ? (
          <Conflicts key={proposal.current_version} proposal={proposal} nameOf={review.nameOf} />
        ) : (
          <MovedOn proposal={proposal} />
        ))}
      {(isOpen || isRunning) && <KeyHints />}
      {/* Keys of the review, before the tree takes letters for the beginning of a title. */}
      <div ref={box} role="presentation" onKeyDownCapture={onKeyDownCapture}>
        <TaskTree
          label="Tasks of the draft"
          plan={comparison.plan}
          state={state}
          editing={isOpen && !isRunning ? editing : undefined}
          decorations={comparison.decorations}
          checks={isRunning ? NOT_YET : isOpen ? selection.checks : undefined}
          openId={shownId}
          onOpen={setShownId}
        />
      </div>
      {(isOpen || isRunning) && (
        <ReviewBar
          review={review}
          isPending={accept.isPending || review.isSaving}
          isBlocked={conflicts.length > 0}
          onAccept={decide}
          onReject={reject}
          onTalk={onTalk}
        >
          {accept.isError && (
            <Trouble
              error={accept.error}
              nameOf={review.nameOf}
              diff={proposal?.diff ?? []}
              onInclude={(indexes) => {
                accept.reset();
                selection.include(indexes);
              }}
              onRetry={decide}
            />
          )}
        </ReviewBar>
      )}
      {isRejecting && proposal && (
        <RejectDialog
          proposalId={proposal.id}
          onClose={() => {
            setIsRejecting(false);
          }}
        />
      )}
      {shownId !== null && (
        <TaskPreview
          review={review}
          id={shownId}
          onClose={() => {
            setShownId(null);
          }}
        />
      )}
    </section>
  );
}
