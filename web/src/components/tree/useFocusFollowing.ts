import { useCallback, useLayoutEffect, useRef } from "react";

import type { Row } from "@/components/tree/rows";

/**
 * Moves the focus to rows that may not be rendered yet: it asks for them to be scrolled to, and
 * focuses them when they come. Also keeps the focus in the tree when the row that has it goes.
 */
export function useFocusFollowing(
  rows: readonly Row[],
  activeIndex: number,
  scrollTo: (index: number) => void,
) {
  const elements = useRef(new Map<string, HTMLElement>());
  const wanted = useRef<string | null>(null);
  const hadFocus = useRef(false);

  const register = useCallback((id: string, element: HTMLElement | null) => {
    if (!element) {
      elements.current.delete(id);
      return;
    }
    elements.current.set(id, element);
    if (wanted.current !== id) return;
    wanted.current = null;
    take(element);
  }, []);

  const now = useRef({ rows, scrollTo });
  useLayoutEffect(() => {
    now.current = { rows, scrollTo };
  }, [rows, scrollTo]);
  const focusRow = useCallback((id: string) => {
    const element = elements.current.get(id);
    wanted.current = element ? null : id;
    if (element) {
      take(element);
      return;
    }
    const index = now.current.rows.findIndex((row) => row.id === id);
    if (index >= 0) now.current.scrollTo(index);
  }, []);

  useLayoutEffect(() => {
    const lost = hadFocus.current && document.activeElement === document.body;
    const active = rows[activeIndex];
    if (lost && active) focusRow(active.id);
  }, [rows, activeIndex, focusRow]);

  const onFocus = useCallback(() => {
    hadFocus.current = true;
  }, []);
  // Removing a focused element blurs it to nowhere: only a move to elsewhere gives the focus up.
  const onBlur = useCallback((event: React.FocusEvent) => {
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) {
      hadFocus.current = false;
    }
  }, []);

  return { register, focusRow, focusEvents: { onFocus, onBlur } };
}

function take(element: HTMLElement) {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}
