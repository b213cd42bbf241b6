import { useMemo, useState } from "react";

import { RowsInTime, withNewRow, type Row, type TaskRow } from "@/components/tree/rows";
import type { TreeState } from "@/components/tree/useTreeState";
import type { Children } from "@/patch/plan";

/** The lines that are shown, and where those stand that matter. */
export interface ShownRows {
  readonly rows: readonly Row[];
  /** The same without the line that is being typed. */
  readonly tasks: readonly TaskRow[];
  readonly activeIndex: number;
  /** Of the line that is being typed; null: none is. */
  readonly newIndex: number | null;
}

/** The lines to show: the visible tasks, or all, and among them the one that is being typed. */
export function useRows(children: Children, state: TreeState, opensAll: boolean): ShownRows {
  const { expanded, adding, activeId } = state;
  const [inTime] = useState(() => new RowsInTime());
  const tasks = useMemo(() => {
    const all = () => new Set([...children.keys()].filter((id) => id !== null));
    return inTime.next(children, opensAll ? all() : expanded);
  }, [inTime, children, expanded, opensAll]);
  const rows = useMemo(() => (adding ? withNewRow(tasks, adding) : tasks), [tasks, adding]);
  const active = useMemo(() => placeOf(rows, activeId), [rows, activeId]);
  const typed = useMemo(() => (adding ? placeOf(rows, "new") : -1), [rows, adding]);
  return { rows, tasks, activeIndex: Math.max(0, active), newIndex: typed < 0 ? null : typed };
}

function placeOf(rows: readonly Row[], id: string | null): number {
  return id === null ? -1 : rows.findIndex((row) => row.id === id);
}
