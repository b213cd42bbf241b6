import type { Proposal } from "@/features/review/conversation/answers";

/** What a person said about one target of a draft. */
export type Comment = Proposal["comments"][number];

/** Those that no message has taken to the agent yet. */
export function waitingIn(proposal: Proposal | null): readonly Comment[] {
  return proposal?.comments.filter(({ message }) => message === null) ?? [];
}

/**
 * What is said when these comments go along with an instruction: as the server puts it together
 * (`ledger/core/comments.py`), so that it can be shown before the server has told.
 */
export function withComments(instruction: string, comments: readonly Comment[]): string {
  const lines = comments.map(
    ({ number, text }) => `${number ? `T${number}` : "The project"}: ${text}`,
  );
  return [...lines, ...(instruction ? [instruction] : [])].join("\n");
}
