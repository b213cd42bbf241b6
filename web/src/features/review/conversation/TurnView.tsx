import { Button } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { Markdown } from "@/components/ui/Markdown";
import type { Turn } from "@/features/review/conversation/Conversation";
import { Instruction, PatchCount } from "@/features/review/conversation/MessageView";
import { messageOf } from "@/lib/problem";

interface TurnViewProps {
  turn: Turn;
  /** Whether the server's messages show the instruction already. */
  isRecorded: boolean;
  onRetry: () => void;
  onDismiss: () => void;
}

/** An answer while it comes in, or why it did not. */
export function TurnView({ turn, isRecorded, onRetry, onDismiss }: TurnViewProps) {
  return (
    <>
      {!isRecorded && <Instruction>{turn.instruction}</Instruction>}
      <div className="min-w-0">
        {turn.retries.map((reason, round) => (
          <p key={round} className="mb-1 flex gap-1.5 text-sm text-changed">
            <Icon name="redo" width={14} height={14} className="mt-0.5 shrink-0" />
            <span>Corrected: {reason}</span>
          </p>
        ))}
        {turn.text && <Markdown text={turn.text} />}
        {turn.question && <Markdown text={turn.question.question} />}
        <PatchCount patches={turn.patches} />
        {turn.problem === null ? (
          <p className="mt-1.5 flex animate-pulse items-center gap-2 text-sm text-muted">
            <span className="size-2 rounded-full bg-accent-fill" />
            Working…
          </p>
        ) : (
          <div role="alert" className="mt-2 rounded-md border border-removed p-3">
            <p className="font-medium text-removed">That did not work</p>
            <p className="mt-0.5 [overflow-wrap:anywhere]">{messageOf(turn.problem)}</p>
            <div className="mt-2.5 flex gap-2">
              <Button size="sm" icon="redo" onPress={onRetry}>
                Retry
              </Button>
              <Button size="sm" variant="quiet" onPress={onDismiss}>
                Say it differently
              </Button>
            </div>
          </div>
        )}
      </div>
    </>
  );
}
