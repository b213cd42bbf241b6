import type { ReactNode } from "react";

import { SourceDocument } from "@/components/document/SourceDocument";
import { personName } from "@/components/task/words";
import { Markdown } from "@/components/ui/Markdown";
import type { Proposal, ProposedPatch } from "@/features/review/conversation/answers";
import { exactly } from "@/lib/time";

export type Message = Proposal["messages"][number];

/** What a person said, or that they changed the draft by hand. */
export function Instruction({ children, time }: { children: ReactNode; time?: string }) {
  return (
    <div
      dir="auto"
      title={time && exactly(time)}
      className="ml-8 w-fit max-w-full justify-self-end rounded-lg rounded-br-sm bg-accent-soft px-3 py-2 whitespace-pre-wrap [overflow-wrap:anywhere]"
    >
      <span className="sr-only">You: </span>
      {children}
    </div>
  );
}

interface MessageViewProps {
  message: Message;
  /** Whether what it says is shown elsewhere. */
  hidesText?: boolean;
  /** Whether nothing was said after it. */
  isLast?: boolean;
  children?: ReactNode;
}

/** One message of the conversation. */
export function MessageView({ message, hidesText, isLast, children }: MessageViewProps) {
  if (message.role === "user") {
    if (message.text) {
      return (
        <Instruction time={message.time}>
          {message.text}
          {message.document_id && <SourceDocument documentId={message.document_id} />}
        </Instruction>
      );
    }
    return (
      <p className="text-center text-sm text-muted">
        You edited the draft: {told(message.patches)}
      </p>
    );
  }
  if (hidesText) return null;
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2 pb-1 text-xs text-faint">
        <span className="font-medium text-muted">{personName(message.author)}</span>
        <Spent usage={message.usage} />
      </p>
      <InsteadOfAnother usage={message.usage} />
      {message.text && <Markdown text={message.text} />}
      <PatchCount patches={message.patches} />
      {isLast && message.stopped && (
        <p className="mt-1.5 text-sm">The answer is not whole. Say “go on” to have the rest.</p>
      )}
      {children}
    </div>
  );
}

/** How many changes an answer brought. */
export function PatchCount({ patches }: { patches: readonly ProposedPatch[] }) {
  const said = told(patches);
  return said && <p className="mt-1.5 text-sm text-muted">{said} in the draft</p>;
}

/**
 * "3 added, 2 changed, 1 removed": patches as they were said, before they are compared. That the
 * project itself is new is not counted, as it is nowhere.
 */
function told(patches: readonly ProposedPatch[]): string {
  const counted = patches.filter(({ op, target }) => target === "task" || op !== "create");
  const count = (op: ProposedPatch["op"]) => counted.filter((patch) => patch.op === op).length;
  const parts = [
    [count("create"), "added"],
    [count("update"), "changed"],
    [count("delete"), "removed"],
  ] as const;
  return parts.flatMap(([number, word]) => (number > 0 ? `${number} ${word}` : [])).join(", ");
}

/** Why another provider answered than the one that was asked. */
function InsteadOfAnother({ usage }: Pick<Message, "usage">) {
  const why = usage?.fell_back;
  if (typeof why !== "string") return null;
  return <p className="mb-1 text-sm text-changed [overflow-wrap:anywhere]">{why}</p>;
}

function Spent({ usage }: Pick<Message, "usage">) {
  const { ms, input_tokens: read, output_tokens: written, corrected, edits } = usage ?? {};
  const parts: string[] = [];
  if (typeof ms === "number") parts.push(`${(ms / 1000).toFixed(1)} s`);
  const tokens = [read, written].filter((count) => typeof count === "number");
  const sum = tokens.reduce((a, b) => a + b, 0);
  if (sum > 0) parts.push(`${sum.toLocaleString("en")} tokens`);
  if (typeof corrected === "number") parts.push(`corrected ${corrected} of ${String(edits)}`);
  return <span className="tabular-nums">{parts.join(" · ")}</span>;
}
