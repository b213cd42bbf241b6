import { useLayoutEffect, useRef, useState } from "react";

import type { PlanStore } from "@/features/plan/store/PlanStore";
import type { Task } from "@/patch/model";

/** The open task as it was last, once it is deleted and not by an edit made here; else null. */
export function useGoneTask(
  store: PlanStore,
  taskId: string | null,
  task: Task | null,
): Task | null {
  const last = useRef<Task | null>(null);
  const [gone, setGone] = useState<Task | null>(null);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = task;
    // What is deleted here is in the confirmed plan for a moment longer.
    if (task || before?.id !== taskId || store.saved().plan.tasks.has(before.id)) return;
    setGone(before);
  }, [store, taskId, task]);
  return !task && gone?.id === taskId ? gone : null;
}
