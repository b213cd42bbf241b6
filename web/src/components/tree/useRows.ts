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

/** The lines to show: the visible tasks, and among them the one that is being typed. */
export function useRows(children: Children, state: TreeState): ShownRows {
  const tasks = useMemo(() => visibleRows(children, state.expanded), [children, state.expanded]);
  const rows = useMemo(
    () => (state.adding ? withNewRow(tasks, state.adding) : tasks),
    [tasks, state.adding],
  );
  const places = useMemo(() => new Map(rows.map(({ id }, place) => [id, place])), [rows]);
  return { rows, places, tasks };
}
