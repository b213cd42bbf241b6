import { useEffect, useEffectEvent, type RefObject } from "react";

import { bringIntoView } from "@/components/tree/bringIntoView";
import type { TreeState } from "@/components/tree/useTreeState";
import type { Plan } from "@/patch/plan";

/** Shows the row of the task whose history one looks at when it becomes another; the focus stays. */
export function useTaskInView(
  taskId: string | null,
  plan: Plan,
  state: TreeState,
  tree: RefObject<HTMLElement | null>,
) {
  const show = useEffectEvent((id: string) => {
    if (!plan.tasks.has(id)) return;
    state.reveal(id);
    state.activate(id);
    requestAnimationFrame(() => {
      bringIntoView(tree.current, COVERED);
    });
  });
  useEffect(() => {
    if (taskId !== null) show(taskId);
  }, [taskId]);
}

/** The header, and the slider. */
const COVERED = { top: 260, bottom: 0 };
