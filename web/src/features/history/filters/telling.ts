import { CAUSE_NAMES, personName } from "@/components/task/words";
import type { Choice } from "@/features/history/view";
import { shortDate } from "@/lib/time";

/** What each kind of patch is called. */
export const OPS: Readonly<Record<NonNullable<Choice["op"]>, string>> = {
  create: "Something added",
  update: "Something changed",
  delete: "Something removed",
};

/** What is looked for, in words, by the field that says it. The words that one types are in sight. */
export function tellersOf(
  choice: Choice,
  taskName: string | null,
): { field: keyof Choice; text: string }[] {
  const { task, actor, op, cause, proposal, since, until } = choice;
  const texts: Partial<Record<keyof Choice, string>> = {
    ...(task && { task: taskName ?? "One task" }),
    ...(actor && { actor: personName(actor) }),
    ...(op && { op: OPS[op] }),
    ...(cause && { cause: CAUSE_NAMES[cause] }),
    ...(proposal && { proposal: "From one conversation" }),
    ...(since && { since: `From ${shortDate(since, "")}` }),
    ...(until && { until: `Until ${shortDate(until, "")}` }),
  };
  return Object.entries(texts).map(([field, text]) => ({ field: field as keyof Choice, text }));
}
