import { useEffect, useRef, type RefObject } from "react";

import { bringIntoView } from "@/components/tree/bringIntoView";
import { isChanged } from "@/components/tree/decoration";
import { visibleRows } from "@/components/tree/rows";
import type { TreeState } from "@/components/tree/useTreeState";
import type { Comparison } from "@/components/diff/compare";

/**
 * Scrolls to the first change of a draft once it has one, unless it can be seen anyway, or something
 * above the tree has to be decided first.
 */
export function useFirstChangeInView(
  { plan, decorations }: Comparison,
  state: TreeState,
  tree: RefObject<HTMLElement | null>,
  waits: boolean,
) {
  const isShown = useRef(false);
  const { activate, expanded } = state;
  useEffect(() => {
    if (isShown.current || decorations.size === 0) return;
    isShown.current = true;
    const first = visibleRows(plan.children, expanded).find(({ id }) =>
      isChanged(decorations.get(id)),
    );
    if (!first) return;
    activate(first.id);
    if (waits) return;
    // The active row is always rendered, and the only one that can be tabbed to.
    requestAnimationFrame(() => {
      const row = tree.current?.querySelector<HTMLElement>("[role=treeitem][tabindex='0']");
      // Whoever was in the tree that the draft replaces goes on in the draft.
      if (document.activeElement === document.body) row?.focus({ preventScroll: true });
      bringIntoView(tree.current, COVERED);
    });
  }, [activate, decorations, expanded, plan.children, tree, waits]);
}

/** The header, and the bar below. */
const COVERED = { top: 80, bottom: 80 };
