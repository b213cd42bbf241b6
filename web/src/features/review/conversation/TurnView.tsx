import { useEffect, useState } from "react";

import { PlannerMenu } from "@/components/planner/PlannerMenu";
import { Button } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { Markdown } from "@/components/ui/Markdown";
import type { Turn } from "@/features/review/conversation/Conversation";
import FindingsView from "@/features/review/conversation/FindingsView";
import { Instruction, PatchCount } from "@/features/review/conversation/MessageView";
import { messageOf, Problem } from "@/lib/problem";

interface TurnViewProps {
  turn: Turn;
  /** Whether the server's messages show the instruction already. */
  isRecorded: boolean;
  onRetry: () => void;
  onDismiss: () => void;
}

/** An answer while it comes in, or why it did not. */
export default function TurnView({ turn, isRecorded, onRetry, onDismiss }: TurnViewProps) {
  return (
    <>
      {!isRecorded && <Instruction>{turn.instruction}</Instruction>}
      <div className="min-w-0">
        {turn.retries.map((reason, round) => (
          <p key={round} className="mb-1 flex gap-1.5 text-sm text-changed">
            <Icon name="redo" width={14} height={14} className="mt-0.5 shrink-0" />
            <span className="[overflow-wrap:anywhere]">{reason}</span>
          </p>
        ))}
        {turn.text && <Markdown text={turn.text} />}
        {turn.findings.length > 0 && <FindingsView findings={turn.findings} />}
        {turn.questions.map(({ question }) => (
          <Markdown key={question} text={question} />
        ))}
        <PatchCount patches={turn.patches} />
        {turn.problem === null ? (
          <Working turn={turn} />
        ) : (
          <Failed problem={turn.problem} onRetry={onRetry} onDismiss={onDismiss} />
        )}
      </div>
    </>
  );
}

/** How long, in seconds, an answer may take before it is told how long it has taken. */
const SOON = 2;

/** What an answer that is not there yet is doing, and for how long. */
function Working({ turn }: { turn: Turn }) {
  const seconds = useSecondsSince(turn.since);
  const { patches, text, findings } = turn;
  const isSilent = patches.length === 0 && text === "" && findings.length === 0;
  return (
    <p className="mt-1.5 flex items-center gap-2 text-sm text-muted">
      <span className="size-2 shrink-0 animate-pulse rounded-full bg-accent-fill" />
      {isSilent ? (seconds < SOON ? "Working…" : "Waiting for the first change…") : "Going on…"}
      {seconds >= SOON && <span className="tabular-nums">{seconds} s</span>}
    </p>
  );
}

function useSecondsSince(since: number): number {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return Math.max(0, Math.floor((now - since) / 1000));
}

interface FailedProps {
  problem: unknown;
  onRetry: () => void;
  onDismiss: () => void;
}

/** Why there is no answer, in a sentence, and what can be done about it. */
function Failed({ problem, onRetry, onDismiss }: FailedProps) {
  return (
    <div role="alert" className="mt-2 rounded-md border border-removed p-3">
      <p className="font-medium text-removed">That did not work</p>
      <p className="mt-0.5 [overflow-wrap:anywhere]">{messageOf(problem)}</p>
      <div className="mt-2.5 flex flex-wrap items-center gap-2">
        <Button size="sm" icon="redo" onPress={onRetry}>
          Retry
        </Button>
        <Button size="sm" variant="quiet" onPress={onDismiss}>
          Say it differently
        </Button>
        {isOfProvider(problem) && <PlannerMenu />}
      </div>
    </div>
  );
}

/** Whether somebody else might answer what this one did not. */
function isOfProvider(problem: unknown): boolean {
  return problem instanceof Problem && /^(provider|model|answer|context)_/.test(problem.code);
}
