import { useMemo } from "react";

import { visibleRows, withNewRow, type Row, type TaskRow } from "@/components/tree/rows";
import type { TreeState } from "@/components/tree/useTreeState";
import type { Children } from "@/patch/plan";

/** The lines that are shown, and where each of them stands. */
export interface ShownRows {
  readonly rows: readonly Row[];
  /** The place of each line among them, by its id: a large tree is not walked for each key. */
  readonly places: ReadonlyMap<string, number>;
  /** The same without the line that is being typed. */
  readonly tasks: readonly TaskRow[];
}

/** The lines to show: the visible tasks, or all, and among them the one that is being typed. */
export function useRows(children: Children, state: TreeState, opensAll: boolean): ShownRows {
  const { expanded } = state;
  const tasks = useMemo(() => {
    const parents = [...children.keys()].filter((id) => id !== null);
    return visibleRows(children, opensAll ? new Set(parents) : expanded);
  }, [children, expanded, opensAll]);
  const rows = useMemo(
    () => (state.adding ? withNewRow(tasks, state.adding) : tasks),
    [tasks, state.adding],
  );
  const places = useMemo(() => new Map(rows.map(({ id }, place) => [id, place])), [rows]);
  return { rows, places, tasks };
}
