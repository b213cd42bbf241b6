import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";

import { Button } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { Failure } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import { Composer } from "@/features/review/conversation/Composer";
import { MessageView } from "@/features/review/conversation/MessageView";
import { QuestionView } from "@/features/review/conversation/QuestionView";
import { TurnView } from "@/features/review/conversation/TurnView";
import { Outcome } from "@/features/review/Outcome";
import type { Review } from "@/features/review/useReview";

interface ConversationPanelProps {
  review: Review;
  /** What the conversation is about, when that is less than the whole plan: "T4 “Design”". */
  scope: string | null;
  /** Leaves this conversation for another one about the whole plan; absent where there is none. */
  onLeave?: () => void;
  /** Where to look now, for a screen that shows one of both: an answer changes the tree, or asks. */
  onLook: (at: Place) => void;
}

type Place = "tree" | "conversation";

/** The conversation: what was said, what is being said, and where one says more. */
export function ConversationPanel({ review, scope, onLeave, onLook }: ConversationPanelProps) {
  const { conversation, proposal, turn, say } = review;
  const place = placeOf(review);
  const look = useEffectEvent(onLook);
  useEffect(() => {
    if (place) look(place);
  }, [place]);
  const isOpen = !proposal || proposal.status === "open";
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {(scope ?? proposal) && <Heading scope={scope} onLeave={onLeave} />}
      <Scrolled mark={`${proposal?.messages.length} ${turn?.patches.length} ${turn?.text.length}`}>
        {review.error ? (
          <Failure
            title="The conversation could not be loaded"
            error={review.error}
            onRetry={review.reload}
          />
        ) : review.isLoading && !turn ? (
          <SkeletonList label="The conversation is being loaded" lines={3} />
        ) : (
          <Messages review={review} scope={scope} onSay={say} />
        )}
      </Scrolled>
      <Announcement review={review} />
      <div className="border-t p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        {isOpen ? (
          <Composer
            label={scope ? `Instruction about ${scope}` : "Instruction"}
            placeholder={placeholder(review, scope)}
            conversation={conversation}
            onSend={say}
            onStop={review.isRunning ? conversation.stop : undefined}
          />
        ) : (
          onLeave && (
            <Button icon="chat" onPress={onLeave} className="w-full">
              New conversation
            </Button>
          )
        )}
      </div>
    </div>
  );
}

function Heading({ scope, onLeave }: Pick<ConversationPanelProps, "scope" | "onLeave">) {
  return (
    <div className="flex min-h-10 items-center justify-between gap-2 border-b px-4 py-1.5">
      <p className="flex min-w-0 items-center gap-2 text-sm">
        {scope && <Icon name="split" className="shrink-0 text-accent" />}
        <span className="truncate">
          {scope ? `Breaking down ${scope}` : "About the whole plan"}
        </span>
      </p>
      {onLeave && (
        <Button size="sm" variant="quiet" onPress={onLeave}>
          Leave
        </Button>
      )}
    </div>
  );
}

interface MessagesProps {
  review: Review;
  scope: string | null;
  onSay: (instruction: string) => void;
}

function Messages({ review, scope, onSay }: MessagesProps) {
  const { proposal, turn, conversation } = review;
  const messages = proposal?.messages ?? [];
  const last = messages.at(-1);
  if (messages.length === 0 && !turn) return <Invitation scope={scope} />;
  const isOpen = proposal?.status === "open" && !turn;
  return (
    <>
      {messages.map((message, place) => (
        <MessageView key={place} message={message}>
          {message.question && (
            <QuestionView
              question={message.question}
              onAnswer={isOpen && message === last ? onSay : undefined}
            />
          )}
        </MessageView>
      ))}
      {turn && (
        <TurnView
          turn={turn}
          isRecorded={last?.role === "user" && last.text === turn.instruction}
          onRetry={() => {
            // Comments that went along are in the conversation by now, and wait no more.
            onSay(review.waiting.length > 0 ? turn.typed : turn.instruction);
          }}
          onDismiss={conversation.dismiss}
        />
      )}
      {isOpen && last?.role === "user" && last.text && (
        <div className="text-sm text-muted">
          <p>This was not answered.</p>
          <Button
            size="sm"
            icon="redo"
            className="mt-2"
            onPress={() => {
              onSay(last.text);
            }}
          >
            Ask again
          </Button>
        </div>
      )}
      {proposal && proposal.status !== "open" && <Outcome proposal={proposal} />}
    </>
  );
}

function Invitation({ scope }: { scope: string | null }) {
  return (
    <p className="py-6 text-center text-muted">
      {scope
        ? "Say how it should be divided, or just send “Break it down”."
        : "Say what should be different: “Combine T2 and T3”, “Add a security review after T4 and make it urgent”. You see each change in the tree before it counts."}
    </p>
  );
}

/** Keeps the latest in view while it comes in. */
function Scrolled({ mark, children }: { mark: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [mark]);
  return (
    // What scrolls can be scrolled by keyboard.
    <div
      ref={box}
      role="region"
      aria-label="Messages"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-4 py-4 outline-offset-[-2px]"
    >
      {children}
    </div>
  );
}

/** The beginning and the end of an answer for those who do not see the tree change. */
function Announcement({ review }: { review: Review }) {
  const { turn, proposal, isRunning, comparison } = review;
  const { added, changed, moved, removed } = comparison.counts;
  const last = proposal?.messages.at(-1);
  const said = isRunning
    ? "The agent is working."
    : !turn && last?.role === "agent"
      ? `${last.text} The draft has ${added} added, ${changed} changed, ${moved} moved and ${removed} removed.`
      : "";
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}

/** Where the latest answer shows; null while it has not, and when it only said something. */
function placeOf({ turn, proposal }: Review): Place | null {
  const last = proposal?.messages.at(-1);
  const answer = turn ?? (last?.role === "agent" ? last : null);
  if (!answer) return null;
  if (answer.question || (turn && turn.problem !== null)) return "conversation";
  return answer.patches.length > 0 ? "tree" : null;
}

function placeholder(review: Review, scope: string | null): string {
  if (review.proposal?.messages.at(-1)?.question) return "Your answer…";
  if (review.hasDraft) return "What should be different?";
  return scope ? "How should it be divided?" : "What should change in the plan?";
}
