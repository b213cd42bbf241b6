import type { ReactNode } from "react";

import { CountsLine } from "@/components/diff/Counts";
import { Button } from "@/components/ui/Button";
import { Checkbox } from "@/components/ui/Checkbox";
import { Removals } from "@/features/review/draft/Removals";
import type { Review } from "@/features/review/useReview";

interface ReviewBarProps {
  review: Review;
  isPending: boolean;
  isBlocked: boolean;
  onAccept: () => void;
  onReject: () => void;
  onTalk: () => void;
  onExplain: () => void;
  children?: ReactNode;
}

/** What can be done with a draft: stays in view below it. */
export function ReviewBar(props: ReviewBarProps) {
  const { review, isPending, isBlocked, onAccept, onReject, onTalk, onExplain } = props;
  const { selection, comparison, isRunning } = review;
  // A draft may be a project without tasks: that can be accepted too.
  const isNothing = selection.indexes.length === 0 || (selection.count === 0 && !selection.isAll);
  return (
    <div
      data-bar
      role="region"
      aria-label="Decide about the draft"
      // Where narrow it would cover what is being written in a row.
      className="print:static print:shadow-none sticky bottom-[max(0.75rem,env(safe-area-inset-bottom))] z-10 my-3 rounded-lg border bg-raised px-3 py-2.5 shadow-floating max-sm:peer-has-[textarea,input:not([type=checkbox])]:static"
    >
      {props.children}
      <Removals review={review} />
      <p
        aria-live="polite"
        className="mb-2 rounded-md bg-changed-soft px-3 py-1.5 text-sm empty:hidden"
      >
        {selection.said}
      </p>
      {!isRunning && isBlocked && <Blocked />}
      {!isRunning && <WaitingComments review={review} />}
      <Answer review={review} onTalk={onTalk} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {!isRunning && selection.total > 1 && (
          <Checkbox
            label={`${selection.count} of ${selection.total} changes`}
            showsLabel
            checked={selection.isAll || (selection.count > 0 && "mixed")}
            onChange={selection.isAll ? selection.chooseNone : selection.chooseAll}
          />
        )}
        <CountsLine counts={comparison.counts} />
        <div className="flex grow items-center justify-end gap-2">
          {!isRunning && (
            <Button size="sm" variant="quiet" onPress={onExplain}>
              Explain
            </Button>
          )}
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

/** What was answered last, and the way to the conversation, where that does not stand beside. */
function Answer({ review: { proposal, turn }, onTalk }: Pick<ReviewBarProps, "review" | "onTalk">) {
  const last = proposal?.messages.findLast(({ role }) => role === "agent");
  return (
    <div className="mb-2 flex items-center gap-3 border-b pb-2 lg:hidden print:hidden">
      <p dir="auto" className="line-clamp-2 min-w-0 flex-1 text-sm text-muted">
        {turn ? turn.text : last?.text}
      </p>
      <Button size="sm" icon="chat" className="shrink-0" onPress={onTalk}>
        Keep talking
      </Button>
    </div>
  );
}

function WaitingComments({ review: { waiting, say } }: { review: Review }) {
  if (waiting.length === 0) return null;
  return (
    <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 border-b pb-2">
      <p className="flex-1 text-sm">
        {waiting.length === 1 ? "1 comment has" : `${waiting.length} comments have`} not been sent.
      </p>
      <Button
        size="sm"
        icon="chat"
        onPress={() => {
          say("");
        }}
      >
        Send to the agent
      </Button>
    </div>
  );
}

/** Why the draft cannot be accepted yet, and the way to what has to be done first. */
function Blocked() {
  return (
    <Button
      size="sm"
      icon="alert"
      className="mb-2 w-full"
      onPress={() => {
        document.getElementById("conflicts")?.focus();
      }}
    >
      Choose first what holds: the plan now, or the draft
    </Button>
  );
}
