import { useEffect, useRef, type RefObject } from "react";

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
      const box = row?.getBoundingClientRect();
      const isVisible = box && box.top > EDGE && box.bottom < window.innerHeight - EDGE;
      // Whoever was in the tree that the draft replaces goes on in the draft.
      if (document.activeElement === document.body) row?.focus({ preventScroll: true });
      if (!isVisible) row?.scrollIntoView({ block: "center" });
    });
  }, [activate, decorations, expanded, plan.children, tree, waits]);
}

/** What the header, and the bar below, cover of the window, in pixels. */
const EDGE = 80;
