import type { ReactNode } from "react";

import { CountsLine } from "@/components/diff/Counts";
import { Button, IconButton } from "@/components/ui/Button";
import type { Review } from "@/features/review/useReview";

interface ReviewBarProps {
  review: Review;
  isPending: boolean;
  isBlocked: boolean;
  onAccept: () => void;
  onReject: () => void;
  onTalk: () => void;
  children?: ReactNode;
}

/** What can be done with a draft: stays in view below it. */
export function ReviewBar(props: ReviewBarProps) {
  const { review, isPending, isBlocked, onAccept, onReject, onTalk } = props;
  const { selection, comparison, isRunning } = review;
  // A draft may be a project without tasks: that can be accepted too.
  const isNothing = selection.indexes.length === 0 || (selection.count === 0 && !selection.isAll);
  return (
    <div
      role="region"
      aria-label="Decide about the draft"
      className="sticky bottom-[max(0.75rem,env(safe-area-inset-bottom))] z-10 my-3 rounded-lg border bg-raised px-3 py-2.5 shadow-floating"
    >
      {props.children}
      <p aria-live="polite" className="min-h-5 text-sm text-muted empty:hidden">
        {selection.said}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <CountsLine counts={comparison.counts} />
        {!isRunning && (
          <Button
            size="sm"
            variant="quiet"
            onPress={selection.isAll ? selection.chooseNone : selection.chooseAll}
          >
            {selection.isAll ? "Choose none" : "Choose all"}
          </Button>
        )}
        <div className="flex grow items-center justify-end gap-2">
          <IconButton icon="chat" label="Keep talking" className="lg:hidden" onPress={onTalk} />
          <Button size="sm" isDisabled={isRunning || isPending} onPress={onReject}>
            Reject
          </Button>
          <Button
            size="sm"
            variant="primary"
            icon="check"
            isDisabled={isRunning || isPending || isBlocked || isNothing}
            onPress={onAccept}
          >
            {isRunning
              ? "Accept"
              : selection.isAll
                ? `Accept all (${selection.count})`
                : `Accept ${selection.count} selected`}
          </Button>
        </div>
      </div>
    </div>
  );
}
