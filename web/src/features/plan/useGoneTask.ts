import { useState } from "react";

import type { PlanStore } from "@/features/plan/store/PlanStore";
import type { Task } from "@/patch/model";

/** The open task as it was last, once it is deleted and not by an edit made here; else null. */
export function useGoneTask(
  store: PlanStore,
  taskId: string | null,
  task: Task | null,
): Task | null {
  const [last, setLast] = useState<Task | null>(null);
  if (task) {
    if (task !== last) setLast(task);
    return null;
  }
  // What is deleted here is in the confirmed plan for a moment longer.
  const isOurs = last !== null && store.saved().plan.tasks.has(last.id);
  if (last && (last.id !== taskId || isOurs)) setLast(null);
  return last?.id === taskId && !isOurs ? last : null;
}
