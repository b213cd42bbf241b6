import { useEffect, useEffectEvent, type RefObject } from "react";

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
    // The active row is always rendered, and the only one that can be tabbed to.
    requestAnimationFrame(() => {
      const row = tree.current?.querySelector<HTMLElement>("[role=treeitem][tabindex='0']");
      const box = row?.getBoundingClientRect();
      const isSeen = box && box.top >= COVERED && box.bottom <= window.innerHeight;
      if (!isSeen) row?.scrollIntoView({ block: "center" });
    });
  });
  useEffect(() => {
    if (taskId !== null) show(taskId);
  }, [taskId]);
}

/** What stays in view above the tree, in pixels: the header, and the slider. */
const COVERED = 260;
