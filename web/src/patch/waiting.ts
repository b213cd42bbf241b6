import { derive } from "@/patch/derived";
import type { Task } from "@/patch/model";
import { ancestorsOf, type Plan } from "@/patch/plan";

/**
 * The open tasks that a task waits for, through its own dependencies or those of a task above it, as
 * `blocked_by` in `ledger/core/derived/derive.py` says it; none for one that is settled.
 */
export function waitsFor(plan: Plan, task: Task): Task[] {
  if (!isOpen(plan, task.id)) return [];
  const lineage = [...ancestorsOf(plan, task.id).reverse(), task.id];
  return [...new Set(lineage.flatMap((id) => openWants(plan, id)))];
}

/** The open tasks among those that a task itself depends on. */
export function openWants(plan: Plan, id: string): Task[] {
  const wants = plan.tasks.get(id)?.depends_on ?? [];
  return wants.flatMap((wanted) => (isOpen(plan, wanted) ? (plan.tasks.get(wanted) ?? []) : []));
}

/** Whether there is something left to do in a task. */
export function isOpen(plan: Plan, id: string): boolean {
  return derive(plan).get(id)?.settled === false;
}
