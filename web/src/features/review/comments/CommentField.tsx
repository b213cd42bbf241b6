import { useState } from "react";

import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/TextField";
import { unsent, waitingIn, withComments } from "@/features/review/comments/comments";
import { useComments } from "@/features/review/comments/useComments";
import type { Proposal } from "@/features/review/conversation/answers";
import type { Review } from "@/features/review/useReview";

interface CommentFieldProps {
  review: Review;
  targetId: string;
  onClose: () => void;
}

/** What people say most about a change. */
const OFTEN = ["Smaller", "More detail", "Why?", "Split it"];

/** Says something about one change: now, or together with others. */
export default function CommentField({ review, targetId, onClose }: CommentFieldProps) {
  const draft = `${review.proposal?.id ?? ""} ${targetId}`;
  const [text, setTyped] = useState(() => unsent.get(draft) ?? "");
  const setText = (typed: string) => {
    unsent.set(draft, typed);
    setTyped(typed);
  };
  const close = () => {
    unsent.delete(draft);
    onClose();
  };
  const { add } = useComments(review.proposal?.id ?? "");
  const keep = (then: (kept: Proposal) => void) => {
    const said = text.trim();
    if (!said || add.isPending) return;
    add.mutate({ targetId, text: said }, { onSuccess: then });
  };
  const send = () => {
    keep((kept) => {
      close();
      review.conversation.say({ instruction: "" }, withComments("", waitingIn(kept)));
    });
  };
  return (
    <div className="rounded-md border border-edge bg-surface p-2.5">
      <TextField
        label={`Comment on ${review.nameOf(targetId)}`}
        hidesLabel
        autoFocus
        multiline
        grows
        value={text}
        onChange={setText}
        onEnter={send}
        onEscape={close}
        maxLength={10_000}
        placeholder="What should be different about it?"
      />
      <ul aria-label="Often said" className="mt-2 flex flex-wrap gap-1.5">
        {OFTEN.map((said) => (
          <li key={said}>
            <button
              type="button"
              onClick={() => {
                setText(said);
              }}
              className="rounded-full border border-edge px-2 py-0.5 text-sm text-muted hover:bg-sunken hover:text-ink"
            >
              {said}
            </button>
          </li>
        ))}
      </ul>
      <div className="mt-2.5 flex flex-wrap items-center gap-2">
        <Button size="sm" variant="primary" isDisabled={!text.trim()} onPress={send}>
          Send to the agent
        </Button>
        <Button
          size="sm"
          isDisabled={!text.trim()}
          onPress={() => {
            keep(() => {
              close();
            });
          }}
        >
          Send with others later
        </Button>
        <Button size="sm" variant="quiet" onPress={close}>
          Cancel
        </Button>
        <p className="ml-auto text-sm text-muted pointer-coarse:hidden">
          Ctrl+Enter sends, Enter begins a new line
        </p>
      </div>
    </div>
  );
}
