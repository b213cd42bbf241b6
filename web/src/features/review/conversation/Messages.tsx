import { Suspense, useEffect, useEffectEvent } from "react";

import { Button } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";
import { MessageView, type Message } from "@/features/review/conversation/MessageView";
import { QuestionView } from "@/features/review/conversation/QuestionView";
import { placeOfSought, type Sought } from "@/features/review/conversation/sought";
import { SoughtMessage } from "@/features/review/conversation/SoughtMessage";
import type { Review } from "@/features/review/useReview";
import { useLoadedAhead } from "@/lib/useLoadedAhead";

// Loaded where there are some, and before one asks: whatever becomes of it has to be told then.
const FindingsView = lazily(() => import("@/features/review/conversation/FindingsView"));
const Outcome = lazily(() => import("@/features/review/Outcome"));
const QuestionsForm = lazily(() => import("@/features/review/conversation/QuestionsForm"));
const TurnView = lazily(() => import("@/features/review/conversation/TurnView"));
const loadAnswer = () => Promise.all([TurnView.preload(), FindingsView.preload()]);

/** The ways from the conversation to a task; absent where there is no plan yet. */
export interface TaskWays {
  readonly onTask?: (id: string) => void;
  readonly onBreakDown?: (id: string) => void;
}

interface MessagesProps extends TaskWays {
  review: Review;
  sought?: Sought | null;
  /** Called whenever more of them is there to be seen. */
  onArrived: () => void;
}

/** What was said, what is being said, and what waits for an answer. */
export default function Messages({ review, sought, onArrived, ...ways }: MessagesProps) {
  useLoadedAhead(loadAnswer);
  const { proposal, turn, conversation } = review;
  const messages = proposal?.messages ?? [];
  const last = messages.at(-1);
  const isOpen = proposal?.status === "open" && !turn;
  const asked = isOpen ? openQuestions(messages) : [];
  const found = sought ? placeOfSought(messages, sought) : -1;
  return (
    <>
      <Arrival onArrived={onArrived} />
      {messages.map((message, place) => (
        <SoughtMessage key={place} isSought={place === found}>
          <MessageView
            message={message}
            hidesText={asked.length > 1 && asked.includes(message)}
            isLast={message === last && !turn}
          >
            {message.findings.length > 0 && (
              <Suspense>
                <FindingsView findings={message.findings} {...ways} />
                <Arrival onArrived={onArrived} />
              </Suspense>
            )}
            {message.question && asked.length < 2 && (
              <QuestionView
                question={message.question}
                onAnswer={asked.includes(message) ? review.say : undefined}
              />
            )}
          </MessageView>
        </SoughtMessage>
      ))}
      {asked.length > 1 && (
        <Suspense>
          <QuestionsForm
            key={messages.length}
            questions={asked.flatMap(({ question }) => question ?? [])}
            onAnswer={review.say}
          />
          <Arrival onArrived={onArrived} />
        </Suspense>
      )}
      {turn && (
        <Suspense>
          <TurnView
            turn={turn}
            isRecorded={last?.role === "user" && last.text === turn.instruction}
            onRetry={review.retry}
            onDismiss={conversation.dismiss}
          />
        </Suspense>
      )}
      {isOpen && last && <Continuing last={last} review={review} />}
      {proposal && proposal.status !== "open" && (
        <Suspense>
          <Outcome proposal={proposal} comparison={review.comparison} />
          <Arrival onArrived={onArrived} />
        </Suspense>
      )}
    </>
  );
}

/** Tells when what stands beside it has been loaded. */
function Arrival({ onArrived }: Pick<MessagesProps, "onArrived">) {
  const arrive = useEffectEvent(onArrived);
  useEffect(() => {
    arrive();
  }, []);
  return null;
}

/** The agent's questions that nobody has answered: those since a person spoke last. */
function openQuestions(messages: readonly Message[]): readonly Message[] {
  const spoke = messages.findLastIndex(({ role }) => role === "user");
  return messages.slice(spoke + 1).filter(({ question }) => question !== null);
}

/** What is said to have an answer go on that ended early. */
const GO_ON = "Continue";

/** The way on where an answer ended before its end, or never came. */
function Continuing({ last, review }: { last: Message; review: Review }) {
  if (last.role === "agent" && last.stopped) {
    return (
      <div className="text-sm text-muted">
        <p>What there is of the answer counts.</p>
        <Button
          size="sm"
          icon="arrowRight"
          className="mt-2"
          onPress={() => {
            review.say(GO_ON);
          }}
        >
          Continue
        </Button>
      </div>
    );
  }
  if (last.role !== "user" || !last.text) return null;
  return (
    <div className="text-sm text-muted">
      <p>This was not answered.</p>
      <Button
        size="sm"
        icon="redo"
        className="mt-2"
        onPress={() => {
          review.ask({
            instruction: last.text,
            kind: last.kind,
            documentId: last.document_id ?? undefined,
          });
        }}
      >
        Ask again
      </Button>
    </div>
  );
}
