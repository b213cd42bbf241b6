import type { Proposal } from "@/features/review/conversation/answers";

/** What a person said about one target of a draft. */
export type Comment = Proposal["comments"][number];

/** What is written and not sent, by draft and task: it is there again after a look at another view. */
export const unsent = new Map<string, string>();

/** The task on which a comment was begun in this draft; null: none. */
export function begunComment(proposalId: string | undefined): string | null {
  const begun = [...unsent].find(([key, text]) => text && key.startsWith(`${proposalId} `));
  return begun?.[0].split(" ")[1] ?? null;
}

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
