import type { Derived } from "@/patch/derived";
import type { Plan } from "@/patch/plan";

/**
 * How far a plan is, and each of its tasks counted once: "0 of 4 done · 1 with sub-tasks · 1 cancelled".
 * A task with sub-tasks is as far as they are, and nothing is left to do of a cancelled one.
 */
export function doneText({ children, tasks }: Plan, { done, leaves }: Derived): string {
  let above = 0;
  for (const [id, below] of children) if (id !== null && below.length > 0) above += 1;
  const cancelled = tasks.size - leaves - above;
  return [
    `${done} of ${leaves} done`,
    ...(above > 0 ? [`${above} with sub-tasks`] : []),
    ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
  ].join(" · ");
}
