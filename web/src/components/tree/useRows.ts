import { useMemo } from "react";

import { visibleRows, withNewRow, type Row, type TaskRow } from "@/components/tree/rows";
import type { TreeState } from "@/components/tree/useTreeState";
import type { Children } from "@/patch/plan";

/** The lines to show: the visible tasks, and among them the one that is being typed. */
export function useRows(
  children: Children,
  state: TreeState,
): { rows: readonly Row[]; tasks: TaskRow[] } {
  const tasks = useMemo(() => visibleRows(children, state.expanded), [children, state.expanded]);
  const rows = useMemo(
    () => (state.adding ? withNewRow(tasks, state.adding) : tasks),
    [tasks, state.adding],
  );
  return { rows, tasks };
}
