import type { Proposal } from "@/features/review/conversation/answers";

type Message = Proposal["messages"][number];

/** What one wants to know the reason of: a field of a task, or the task as such. */
export interface Sought {
  readonly taskId: string;
  readonly field?: string;
}

/**
 * The place of the message that last set the field, or that made the task with it unsaid; of the last
 * one about the task where none did; -1 where none is about it.
 */
export function placeOfSought(messages: readonly Message[], { taskId, field }: Sought): number {
  const mine = ({ patches }: Message) => patches.filter(({ target_id }) => target_id === taskId);
  const sets = (message: Message) =>
    mine(message).some(
      ({ op, body }) => op === "create" || (field !== undefined && field in (body ?? {})),
    );
  const setting = messages.findLastIndex(sets);
  return setting >= 0 ? setting : messages.findLastIndex((message) => mine(message).length > 0);
}
