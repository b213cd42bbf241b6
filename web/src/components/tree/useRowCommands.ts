import { useCallback, useLayoutEffect, useMemo, useRef, type MouseEvent } from "react";

import type { Row, TaskRow } from "@/components/tree/rows";
import { extended, NONE, toggled } from "@/components/tree/selecting";
import { withKeys, type RowCommands } from "@/components/tree/TaskRowView";
import type { TreeState } from "@/components/tree/useTreeState";

interface CommandsOptions {
  rows: readonly Row[];
  state: TreeState;
  focusRow: (id: string) => void;
  onOpen: ((id: string) => void) | undefined;
  /** Whether several tasks can be chosen together. */
  selects: boolean;
}

/** What rows ask of their tree: the same functions for as long as the tree is there. */
export function useRowCommands(options: CommandsOptions): RowCommands {
  const { activate, rename, expand, collapse, select } = options.state;
  const now = useRef(options);
  useLayoutEffect(() => {
    now.current = options;
  });

  const toggle = useCallback(
    (row: TaskRow) => {
      (row.isExpanded ? collapse : expand)([row.id]);
    },
    [collapse, expand],
  );
  const leaveField = useCallback(
    (id: string) => {
      rename(null);
      activate(id);
      now.current.focusRow(id);
    },
    [activate, rename],
  );
  const choose = useCallback(
    (id: string, event: MouseEvent) => {
      const { rows, state, focusRow } = now.current;
      const from = state.activeId ?? id;
      select((before) => (event.shiftKey ? extended(before, rows, from, id) : toggled(before, id)));
      activate(id);
      focusRow(id);
    },
    [activate, select],
  );
  const press = useCallback(
    (id: string, event: MouseEvent) => {
      const { state, selects, onOpen } = now.current;
      const some = state.selection.ids.size > 0;
      // A finger has no keys to hold: once something is chosen, it goes on choosing.
      if (selects && (withKeys(event) || (some && isTouch(event)))) {
        choose(id, event);
        return;
      }
      if (some) select(() => NONE);
      activate(id);
      onOpen?.(id);
    },
    [activate, choose, select],
  );
  const opens = options.onOpen !== undefined;
  return useMemo(
    () => ({ activate, toggle, rename, leaveField, press, opens }),
    [activate, toggle, rename, leaveField, press, opens],
  );
}

function isTouch({ nativeEvent }: MouseEvent): boolean {
  return nativeEvent instanceof PointerEvent && nativeEvent.pointerType === "touch";
}
