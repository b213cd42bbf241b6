import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";

import type { NewPlace } from "@/components/tree/rows";
import { NONE, only, type Selection } from "@/components/tree/selecting";
import { ancestorsOf, type Plan } from "@/patch/plan";

/** Which rows of a tree are open, which one is active, and what is being typed in it. */
export interface TreeState {
  readonly expanded: ReadonlySet<string>;
  /** The row that has, or would get, the focus. */
  readonly activeId: string | null;
  readonly renamingId: string | null;
  readonly adding: NewPlace | null;
  /** The tasks that are chosen together. */
  readonly selection: Selection;
  /** The row that is to take the focus, each time anew. */
  readonly wanted: { readonly id: string } | null;
  readonly expand: (ids: Iterable<string>) => void;
  readonly collapse: (ids: Iterable<string>) => void;
  readonly activate: (id: string | null) => void;
  readonly rename: (id: string | null) => void;
  readonly add: (place: NewPlace | null) => void;
  /** Opens whatever hides a task. */
  readonly reveal: (id: string) => void;
  readonly select: (change: (before: Selection) => Selection) => void;
  /** Shows a task, wherever it is, and gives its row the focus. */
  readonly goTo: (id: string) => void;
}

/** The state of one tree on the page; at first all that has sub-tasks is open. */
export function useTreeState(plan: Plan): TreeState {
  // What is closed is remembered, not what is open: new parents then show what is in them.
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [activeId, activate] = useState<string | null>(null);
  const [renamingId, rename] = useState<string | null>(null);
  const [adding, add] = useState<NewPlace | null>(null);
  const [selection, select] = useState<Selection>(NONE);
  const [wanted, want] = useState<{ id: string } | null>(null);

  const collapse = useCallback((ids: Iterable<string>) => {
    setCollapsed((before) => new Set([...before, ...ids]));
  }, []);
  const expand = useCallback((ids: Iterable<string>) => {
    const opened = new Set(ids);
    setCollapsed((before) => new Set([...before].filter((id) => !opened.has(id))));
  }, []);
  const now = useRef(plan);
  useLayoutEffect(() => {
    now.current = plan;
  }, [plan]);
  const reveal = useCallback(
    (id: string) => {
      expand(ancestorsOf(now.current, id));
    },
    [expand],
  );
  const goTo = useCallback(
    (id: string) => {
      reveal(id);
      activate(id);
      want({ id });
    },
    [reveal],
  );
  // What is gone cannot be chosen.
  const isStale = [...selection.ids].some((id) => !plan.tasks.has(id));
  if (isStale) select(only([...selection.ids].filter((id) => plan.tasks.has(id))));
  const expanded = useMemo(() => parentsExcept(plan, collapsed), [plan, collapsed]);

  return useMemo(
    () => ({
      expanded,
      activeId,
      renamingId,
      adding,
      selection,
      wanted,
      expand,
      collapse,
      activate,
      rename,
      add,
      reveal,
      select,
      goTo,
    }),
    [expanded, activeId, renamingId, adding, selection, wanted, expand, collapse, reveal, goTo],
  );
}

function parentsExcept(plan: Plan, collapsed: ReadonlySet<string>): ReadonlySet<string> {
  const open = new Set<string>();
  for (const id of plan.children.keys()) if (id !== null && !collapsed.has(id)) open.add(id);
  return open;
}
