import { Suspense, useEffect, useEffectEvent, useRef, useState } from "react";

import { useActions } from "@/components/palette/offers";
import { Awaited } from "@/components/ui/Awaited";
import { lazily } from "@/components/ui/lazily";
import { SkeletonList } from "@/components/ui/Skeleton";
import { DraftTree } from "@/features/review/draft/DraftTree";
import { KeyHints } from "@/features/review/draft/KeyHints";
import { ProjectChange } from "@/features/review/draft/ProjectChange";
import { ReviewBar } from "@/features/review/draft/ReviewBar";
import { useAccept } from "@/features/review/useAccept";
import type { Review } from "@/features/review/useReview";
import { useHeldFocus } from "@/lib/useHeldFocus";
import { useLoadedAhead } from "@/lib/useLoadedAhead";

// Loaded when there is a need for them, what a refusal is told by before it: the connection may be why.
const Trouble = lazily(() => import("@/features/review/draft/Trouble"));
const Conflicts = lazily(() => import("@/features/review/draft/Conflicts"));
const MovedOn = lazily(() => import("@/features/review/draft/MovedOn"));
const ExplainDialog = lazily(() => import("@/features/review/words/ExplainDialog"));
const RejectDialog = lazily(() => import("@/features/review/draft/RejectDialog"));

interface DraftViewProps {
  review: Review;
  onAccepted: (projectId: string) => void;
  /** Shows the conversation where it does not stand beside the draft. */
  onTalk: () => void;
}

/** A draft as a difference in the tree, and what can be done with it. */
export default function DraftView({ review, onAccepted, onTalk }: DraftViewProps) {
  const { proposal, selection, isRunning } = review;
  const accept = useAccept(onAccepted);
  useLoadedAhead(Trouble.preload);
  const [isRejecting, setIsRejecting] = useState(false);
  const [isExplaining, setIsExplaining] = useState(false);
  const isOpen = proposal?.status === "open";
  const conflicts = proposal?.conflicts ?? [];
  const isDecidable = isOpen && !isRunning && !accept.isPending;
  // Accepted while an edit was being saved: what is shown is accepted once it is.
  const waitsForSaving = useRef(false);

  const decide = () => {
    const blocked = conflicts.length > 0 || selection.indexes.length === 0;
    if (!proposal || !isDecidable || blocked) return;
    if (review.isSaving) waitsForSaving.current = true;
    else accept.mutate({ proposal, indexes: selection.indexes, count: selection.count });
  };
  const decideWhenSaved = useEffectEvent(() => {
    if (waitsForSaving.current) decide();
    waitsForSaving.current = false;
  });
  useEffect(() => {
    if (!review.isSaving) decideWhenSaved();
  }, [review.isSaving]);
  const reject = () => {
    if (isDecidable) setIsRejecting(true);
  };

  const disabled = !isDecidable;
  const explain = () => {
    setIsExplaining(true);
  };
  const endExplaining = () => {
    setIsExplaining(false);
  };
  const endRejecting = () => {
    setIsRejecting(false);
  };
  useActions("Draft", () => [
    {
      id: "accept",
      label: "Accept what is chosen",
      icon: "check",
      shortcut: "A",
      disabled,
      onAction: decide,
    },
    {
      id: "reject",
      label: "Reject the draft",
      icon: "close",
      shortcut: "R",
      disabled,
      onAction: reject,
    },
    { id: "explain", label: "Explain the draft", icon: "chat", disabled, onAction: explain },
    {
      id: "all",
      label: "Choose all changes",
      disabled: disabled || selection.isAll,
      onAction: selection.chooseAll,
    },
    {
      id: "none",
      label: "Choose no change",
      disabled: disabled || selection.count === 0,
      onAction: selection.chooseNone,
    },
  ]);

  // Choices that are applied, and a draft that is decided, take their buttons along.
  const box = useRef<HTMLElement>(null);
  const held = useHeldFocus(box, "[role=treeitem][tabindex='0']");

  if (review.isLoading) return <SkeletonList label="The draft is being loaded" />;
  return (
    <section ref={box} {...held} aria-label="Draft">
      <ProjectChange review={review} />
      {isOpen && !isRunning && (
        <Suspense>
          <SinceBegun review={review} />
        </Suspense>
      )}
      {(isOpen || isRunning) && <KeyHints />}
      <DraftTree review={review} onAccept={decide} onReject={reject} />
      {(isOpen || isRunning) && (
        <ReviewBar
          review={review}
          isPending={accept.isPending || review.isSaving}
          isBlocked={conflicts.length > 0}
          onAccept={decide}
          onReject={reject}
          onTalk={onTalk}
          onExplain={explain}
        >
          {accept.isError && (
            <Suspense>
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
            </Suspense>
          )}
        </ReviewBar>
      )}
      {isExplaining && proposal && (
        <Awaited onClose={endExplaining}>
          <ExplainDialog proposal={proposal} onClose={endExplaining} />
        </Awaited>
      )}
      {isRejecting && proposal && (
        <Awaited onClose={endRejecting}>
          <RejectDialog proposalId={proposal.id} onClose={endRejecting} />
        </Awaited>
      )}
    </section>
  );
}

/** What happened to the plan since the draft was begun: in its way, or beside it. */
function SinceBegun({ review: { proposal, base, underneath, nameOf } }: { review: Review }) {
  if (!proposal) return null;
  if (proposal.conflicts.length > 0) {
    return <Conflicts key={proposal.current_version} {...{ proposal, base, nameOf }} />;
  }
  return underneath && <MovedOn proposal={proposal} underneath={underneath} />;
}
