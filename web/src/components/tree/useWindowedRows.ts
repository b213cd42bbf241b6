import { defaultRangeExtractor, useWindowVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect, useRef, useState } from "react";

import type { Row } from "@/components/tree/rows";

/** The height of a row of one line, in pixels, until it is measured. */
const ROW_HEIGHT = 36;
/** What stands at the top of each page, in pixels: a row that is scrolled to keeps clear of it. */
const HEADER = 56;

/**
 * Which rows are near the screen, and where they stand. The page scrolls, not the tree; `margin` is
 * where the tree begins on the page.
 */
export function useWindowedRows(
  rows: readonly Row[],
  activeIndex: number,
  newIndex: number | null,
) {
  const container = useRef<HTMLDivElement>(null);
  const margin = useTopOnPage(container);
  // Measured heights must not be lost when the row that is being typed comes or goes.
  const getItemKey = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  // The active row is always there, so that the focus has a home; so is one that is being typed.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const kept = newIndex === null ? [activeIndex] : [activeIndex, newIndex];
      const wanted = [...defaultRangeExtractor(range), ...kept];
      return [...new Set(wanted)].sort((a, b) => a - b);
    },
    [activeIndex, newIndex],
  );
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: margin,
    scrollPaddingStart: HEADER,
    getItemKey,
    rangeExtractor,
  });
  return { container, virtualizer, margin };
}

function useTopOnPage(container: React.RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const box = container.current?.getBoundingClientRect();
      if (box) setTop(Math.round(box.top + window.scrollY));
    };
    measure();
    // Whatever stands above the tree may grow or shrink, and the body with it.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => {
      observer.disconnect();
    };
  }, [container]);
  return top;
}
