import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from "react";

import type { Row } from "@/components/tree/rows";

/** Where a row stands in the window, in pixels from its upper edge. */
interface Stand {
  readonly id: string;
  readonly top: number;
}

/** What covers the upper edge of the window, in pixels: the page's header. */
const HEADER = 48;

/**
 * Keeps the row that a person looks at where it is while rows come and go around it: the one that has
 * the focus if it is in view, else the first one in view. The browser's own scroll anchoring does not
 * see rows that are placed by transforms.
 */
export function useStillRow(
  tree: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  virtualizer: Virtualizer<Window, Element>,
) {
  const stand = useRef<Stand | null>(null);
  const topOf = useEffectEvent((index: number) => {
    const start = virtualizer.measurementsCache[index]?.start;
    return start === undefined ? null : start - window.scrollY;
  });

  useLayoutEffect(() => {
    const before = stand.current;
    const index = before ? rows.findIndex(({ id }) => id === before.id) : -1;
    const top = topOf(index);
    if (!before || top === null) return;
    const moved = top - before.top;
    if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: "instant" });
  }, [rows]);

  const note = useEffectEvent(() => {
    const edge = window.scrollY + HEADER;
    const [first] = virtualizer.measurementsCache;
    stand.current = null;
    // At the beginning of the tree there is nothing above that could push rows away.
    if (!first || first.start >= edge || virtualizer.getTotalSize() + first.start < edge) return;
    const inFocus = focusedIn(tree.current);
    const focused = inFocus === undefined ? -1 : rows.findIndex(({ id }) => id === inFocus);
    const index = isInView(topOf(focused))
      ? focused
      : (virtualizer.getVirtualItemForOffset(edge)?.index ?? -1);
    const [row, top] = [rows[index], topOf(index)];
    if (row && top !== null) stand.current = { id: row.id, top };
  });
  useEffect(() => {
    const listen = () => {
      note();
    };
    listen();
    window.addEventListener("scroll", listen, { passive: true });
    document.addEventListener("focusin", listen);
    return () => {
      window.removeEventListener("scroll", listen);
      document.removeEventListener("focusin", listen);
    };
  }, [rows]);
}

function isInView(top: number | null): boolean {
  return top !== null && top > 0 && top < window.innerHeight - HEADER;
}

/** The id of the row that has the focus, or in which something has it. */
function focusedIn(tree: HTMLElement | null): string | undefined {
  const focused = document.activeElement;
  // Asked while one scrolls, and mostly nothing in the tree has it: looking for the row is dearer.
  if (!focused || !tree?.contains(focused)) return undefined;
  return focused.closest<HTMLElement>("[role=treeitem]")?.dataset.id;
}
