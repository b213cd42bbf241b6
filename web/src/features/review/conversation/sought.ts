import type { Proposal } from "@/features/review/conversation/answers";

type Message = Proposal["messages"][number];

/** What one came for: a message by its place, or the reason of a field of a task, or of the task. */
export type Sought = { readonly message: number } | Reason;

interface Reason {
  readonly taskId: string;
  readonly field?: string;
}

/** The place of the message that one came for; -1 where there is none. */
export function placeOfSought(messages: readonly Message[], sought: Sought): number {
  return "message" in sought ? sought.message : placeOfReason(messages, sought);
}

/**
 * The place of the message that last set the field, or that made the task with it unsaid; of the last
 * one about the task where none did; -1 where none is about it.
 */
function placeOfReason(messages: readonly Message[], { taskId, field }: Reason): number {
  const mine = ({ patches }: Message) => patches.filter(({ target_id }) => target_id === taskId);
  const sets = (message: Message) =>
    mine(message).some(
      ({ op, body }) => op === "create" || (field !== undefined && field in (body ?? {})),
    );
  const setting = messages.findLastIndex(sets);
  return setting >= 0 ? setting : messages.findLastIndex((message) => mine(message).length > 0);
}
