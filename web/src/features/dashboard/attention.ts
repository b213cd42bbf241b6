import { derive } from "@/patch/derived";
import type { Task } from "@/patch/model";
import type { Plan } from "@/patch/plan";

/** What somebody should look at: what is late, and what says that it cannot go on. */
export interface Attention {
  /** Due before today and not settled, longest overdue first. */
  readonly overdue: readonly Task[];
  readonly blocked: readonly Task[];
}

/** What needs attention on a day (`2026-11-23`), settled tasks and what is below them left out. */
export function attentionOf(plan: Plan, today: string): Attention {
  const derived = derive(plan);
  const open = [...plan.tasks.values()].filter(({ id }) => derived.get(id)?.settled === false);
  return {
    overdue: open
      .filter(({ due_date }) => due_date !== null && due_date < today)
      .sort((a, b) => ((a.due_date ?? "") < (b.due_date ?? "") ? -1 : 1)),
    blocked: open.filter(({ status }) => status === "blocked"),
  };
}
