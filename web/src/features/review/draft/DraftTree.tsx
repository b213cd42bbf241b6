import { Suspense, useRef, useState, type ReactNode } from "react";

import type { Checks } from "@/components/tree/decoration";
import { TaskTree } from "@/components/tree/TaskTree";
import { useTreeState } from "@/components/tree/useTreeState";
import { Awaited } from "@/components/ui/Awaited";
import { lazily } from "@/components/ui/lazily";
import { begunComment, unsent, waitingIn } from "@/features/review/comments/comments";
import { useDraftEditing } from "@/features/review/draft/useDraftEditing";
import { useFirstChangeInView } from "@/features/review/draft/useFirstChangeInView";
import { useMarkedDraft } from "@/features/review/draft/useMarkedDraft";
import { useReviewKeys } from "@/features/review/draft/useReviewKeys";
import type { Review } from "@/features/review/useReview";
import { useLoadedAhead } from "@/lib/useLoadedAhead";

// Loaded when there is one.
const CommentList = lazily(() => import("@/features/review/comments/CommentList"));
// Loaded when they are first opened.
const CommentField = lazily(() => import("@/features/review/comments/CommentField"));
const RowEditor = lazily(() => import("@/features/review/draft/RowEditor"));
const TaskPreview = lazily(() => import("@/features/review/draft/TaskPreview"));

interface DraftTreeProps {
  review: Review;
  onAccept: () => void;
  onReject: () => void;
}

/** While changes come in none can be chosen; the room for the boxes is kept. */
const NOT_YET: Checks = { stateOf: () => undefined, onToggle: () => undefined };

/** What is being written below a row. */
interface Writing {
  readonly id: string;
  readonly what: "edit" | "comment";
}

/** The tree of a draft: each change in its place, to be chosen, edited and commented on there. */
export function DraftTree({ review, onAccept, onReject }: DraftTreeProps) {
  const { proposal, comparison, selection, isRunning, draft } = review;
  const state = useTreeState(comparison.plan);
  const [shownId, setShownId] = useState<string | null>(null);
  const [writing, setWriting] = useState<Writing | null>(() => {
    const id = begunComment(proposal?.id);
    return id === null ? null : { id, what: "comment" };
  });
  const isOpen = proposal?.status === "open" && !isRunning;
  useLoadedAhead(CommentField.preload);
  const box = useRef<HTMLDivElement>(null);
  const editing = useDraftEditing(review);
  const decorations = useMarkedDraft(review);
  useFirstChangeInView(comparison, state, box, (proposal?.conflicts ?? []).length > 0);

  const write = (what: Writing["what"], id: string) => {
    const isThere = what === "comment" || draft.tasks.has(id);
    if (isOpen && isThere) setWriting({ what, id });
  };
  const edit = (id: string) => {
    write("edit", id);
  };
  const comment = (id: string) => {
    write("comment", id);
  };
  const onKeyDownCapture = useReviewKeys(review, state, {
    accept: onAccept,
    reject: onReject,
    open: setShownId,
    edit,
    comment,
  });
  // The row is there, and has to have the focus back before what has it goes.
  const endWriting = () => {
    box.current?.querySelector<HTMLElement>("[role=treeitem][tabindex='0']")?.focus();
    setWriting(null);
  };

  const closePreview = () => {
    setShownId(null);
  };

  const below = (id: string): ReactNode => {
    const comments = waitingIn(proposal).filter(({ target_id: target }) => target === id);
    const written = isOpen && writing?.id === id ? writing.what : null;
    const task = draft.tasks.get(id);
    if (comments.length === 0 && !written) return null;
    return (
      <div className="space-y-2">
        {written === "edit" && task && (
          <Awaited onClose={endWriting}>
            <RowEditor review={review} task={task} onClose={endWriting} />
          </Awaited>
        )}
        {comments.length > 0 && (
          <Suspense>
            <CommentList proposalId={proposal?.id ?? ""} comments={comments} isOpen={isOpen} />
          </Suspense>
        )}
        {written === "comment" && (
          <Awaited
            onClose={endWriting}
            onType={(change) => {
              const draft = `${proposal?.id} ${id}`;
              unsent.set(draft, change(unsent.get(draft) ?? ""));
            }}
          >
            <CommentField review={review} targetId={id} onClose={endWriting} />
          </Awaited>
        )}
      </div>
    );
  };

  return (
    <>
      {/* Keys of the review, before the tree takes letters for the beginning of a title. */}
      <div ref={box} role="presentation" onKeyDownCapture={onKeyDownCapture} className="peer">
        <TaskTree
          label="Tasks of the draft"
          plan={comparison.plan}
          state={state}
          editing={isOpen ? editing : undefined}
          decorations={decorations}
          checks={isRunning ? NOT_YET : isOpen ? selection.checks : undefined}
          below={below}
          openId={shownId}
          onOpen={setShownId}
        />
      </div>
      {shownId !== null && (
        <Awaited onClose={closePreview}>
          <TaskPreview
            review={review}
            id={shownId}
            onEdit={edit}
            onComment={comment}
            onClose={closePreview}
          />
        </Awaited>
      )}
    </>
  );
}
