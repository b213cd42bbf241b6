import { useEffect, useRef, type FocusEvent, type RefObject } from "react";

/**
 * Gives the focus a place when what had it goes away: the first in the box that the selector finds. Who
 * leaves the box, or presses beside everything, is let go. The props are for the box.
 */
export function useHeldFocus(box: RefObject<HTMLElement | null>, selector: string) {
  const isInside = useRef(false);
  useEffect(() => {
    if (!isInside.current) return;
    // What closes gives the focus back by itself, a moment later.
    const timer = setTimeout(() => {
      if (!isInside.current || document.activeElement !== document.body) return;
      box.current?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
    }, SOON);
    return () => {
      clearTimeout(timer);
    };
  });
  return {
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
      isInside.current = currentTarget.contains(relatedTarget);
    },
  };
}

/** In milliseconds. */
const SOON = 60;
