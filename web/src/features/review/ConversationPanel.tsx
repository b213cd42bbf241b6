import {
  Suspense,
  useEffect,
  useEffectEvent,
  useReducer,
  useRef,
  type ReactNode,
  type RefObject,
} from "react";

import { Button } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { lazily } from "@/components/ui/lazily";
import { Failure } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import type { Kind } from "@/features/review/conversation/answers";
import { Composer } from "@/features/review/conversation/Composer";
import { OPINIONS } from "@/features/review/conversation/kinds";
import type { Turn } from "@/features/review/conversation/Conversation";
import type { Message } from "@/features/review/conversation/MessageView";
import type { TaskWays } from "@/features/review/conversation/Messages";
import type { Sought } from "@/features/review/conversation/sought";
import { MoreMenu } from "@/features/review/conversation/MoreMenu";
import type { Review } from "@/features/review/useReview";
import { useHeldFocus } from "@/lib/useHeldFocus";

// Loaded with the first message, and while there is none.
const Messages = lazily(() => import("@/features/review/conversation/Messages"));
const Invitation = lazily(() => import("@/features/review/conversation/Invitation"));

interface ConversationPanelProps extends TaskWays {
  review: Review;
  /** There is no task yet that one could have an opinion about. */
  isEmpty: boolean;
  /** What the conversation is about, when that is less than the whole plan: "T4 “Design”". */
  scope: string | null;
  /** What one wants to know the reason of: the message that brought it is shown. */
  sought?: Sought | null;
  /** Leaves this conversation for another one about the whole plan; absent where there is none. */
  onLeave?: () => void;
  /** One is about to say something: what shows the answer can be loaded. */
  onFocus?: () => void;
  /** Where to look now, for a screen that shows one of both: an answer changes the tree, or asks. */
  onLook: (at: Place) => void;
}

type Place = "tree" | "conversation";

/** The conversation: what was said, what is being said, and where one says more. */
export function ConversationPanel(props: ConversationPanelProps) {
  const { review, isEmpty, scope, sought, onLeave, onFocus, onLook, onTask, onBreakDown } = props;
  const { conversation, proposal, turn, say } = review;
  const messages = useRef<HTMLDivElement>(null);
  const [arrivals, arrive] = useReducer((count: number) => count + 1, 0);
  const ask = (kind: Kind) => {
    const opinion = OPINIONS.find((one) => one.kind === kind);
    if (opinion) review.ask({ kind, instruction: opinion.instruction });
  };
  const place = placeOf(review);
  const look = useEffectEvent(onLook);
  useEffect(() => {
    if (place) look(place);
  }, [place]);
  const isOpen = !proposal || proposal.status === "open";
  // Answers that are sent and a conversation that is closed take their buttons along.
  const panel = useRef<HTMLDivElement>(null);
  const held = useHeldFocus(panel, "textarea[enterkeyhint=send], [aria-label=Messages]");
  return (
    <div ref={panel} role="presentation" {...held} className="flex min-h-0 flex-1 flex-col">
      {(scope ?? proposal) && <Heading scope={scope} onLeave={onLeave} />}
      <Scrolled
        box={messages}
        mark={`${arrivals} ${proposal?.messages.length} ${turn?.patches.length} ${turn?.text.length}`}
        follows={!sought || review.isRunning}
      >
        {review.error ? (
          <Failure
            title="The conversation could not be loaded"
            error={review.error}
            onRetry={review.reload}
          />
        ) : review.isLoading && !turn ? (
          <SkeletonList label="The conversation is being loaded" lines={3} />
        ) : !turn && (proposal?.messages ?? []).length === 0 ? (
          <Suspense>
            <Invitation
              scope={scope}
              isEmpty={isEmpty}
              projectId={review.about.projectId}
              onAsk={(kind) => {
                // The button that was pressed goes away with the invitation, and the focus with it.
                messages.current?.focus();
                ask(kind);
              }}
            />
          </Suspense>
        ) : (
          <Suspense>
            <Messages
              review={review}
              sought={sought}
              onTask={onTask}
              onBreakDown={onBreakDown}
              onArrived={arrive}
            />
          </Suspense>
        )}
      </Scrolled>
      <Announcement review={review} />
      <div className="border-t p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        {isOpen ? (
          <Composer
            label={scope ? `Instruction about ${scope}` : "Instruction"}
            placeholder={placeholder(review, isEmpty, scope)}
            conversation={conversation}
            onSend={say}
            onFocus={() => {
              void Messages.preload();
              onFocus?.();
            }}
            onStop={review.isRunning ? conversation.stop : undefined}
          >
            <MoreMenu review={review} onAsk={ask} />
          </Composer>
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

interface ScrolledProps {
  box: RefObject<HTMLDivElement | null>;
  mark: string;
  follows: boolean;
  children: ReactNode;
}

/** Keeps the latest in view while it comes in, where one follows it. */
function Scrolled(props: ScrolledProps) {
  const { box, mark, follows, children } = props;
  useEffect(() => {
    if (follows) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [box, mark, follows]);
  return (
    // What scrolls can be scrolled by keyboard. What is only read out is placed in it, not in the page.
    <div
      ref={box}
      role="region"
      aria-label="Messages"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="relative grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-4 py-4 outline-offset-[-2px]"
    >
      {children}
    </div>
  );
}

/** The beginning and the end of an answer for those who do not see the tree change. */
function Announcement({ review }: { review: Review }) {
  const { turn, proposal, isRunning, comparison } = review;
  const { added, changed, moved, removed } = comparison.counts;
  const counts = `The draft has ${added} added, ${changed} changed, ${moved} moved and ${removed} removed.`;
  const last = proposal?.messages.at(-1);
  const said = isRunning
    ? "The agent is working."
    : !turn && last?.role === "agent"
      ? `${last.text} ${added + changed + moved + removed > 0 ? counts : ""}`
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
  if (isForReading(answer) || (turn && turn.problem !== null)) return "conversation";
  return answer.patches.length > 0 ? "tree" : null;
}

/** A question or an opinion is in the words, whatever it changes in the tree. */
function isForReading(answer: Turn | Message): boolean {
  if (answer.findings.length > 0 || ("stopped" in answer && answer.stopped)) return true;
  return "questions" in answer ? answer.questions.length > 0 : answer.question !== null;
}

function placeholder(review: Review, isEmpty: boolean, scope: string | null): string {
  if (review.proposal?.messages.at(-1)?.question) return "Your answer…";
  if (review.hasDraft) return "What should be different?";
  if (scope) return "How should it be divided?";
  return isEmpty ? "What is to be done?" : "What should change in the plan?";
}
