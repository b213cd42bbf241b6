import { useEffect, useRef, useState, type PointerEvent } from "react";

import type { Grip } from "@/features/gantt/moving";

/** What is being moved, and by how many days so far. */
export interface Drag {
  readonly grip: Grip;
  readonly days: number;
}

/**
 * Moving a bar by mouse or pen, a day at a time; Escape leaves it where it was. A finger scrolls: it
 * has the dialog that a tap opens.
 */
export function useBarDrag(dayWidth: number, onMove: (drag: Drag) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const began = useRef<number | null>(null);
  const hasMoved = useRef(false);
  const isDragging = drag !== null;
  const end = () => {
    began.current = null;
    setDrag(null);
  };
  useEffect(() => {
    if (!isDragging) return;
    const hear = (event: KeyboardEvent) => {
      if (event.key === "Escape") end();
    };
    window.addEventListener("keydown", hear);
    return () => {
      window.removeEventListener("keydown", hear);
    };
  }, [isDragging]);

  const events = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      hasMoved.current = false;
      if (event.pointerType === "touch" || event.button !== 0) return;
      began.current = event.clientX;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ grip: gripOf(event.target), days: 0 });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (began.current === null || !drag) return;
      const days = Math.round((event.clientX - began.current) / dayWidth);
      if (days !== 0) hasMoved.current = true;
      if (days !== drag.days) setDrag({ ...drag, days });
    },
    onPointerUp: () => {
      if (began.current === null || !drag) return;
      end();
      if (drag.days !== 0) onMove(drag);
    },
    onPointerCancel: end,
  };
  /** Whether the press that has just ended moved the bar: then it was no click. */
  const wasDrag = () => hasMoved.current;
  return { drag, events, wasDrag };
}

function gripOf(target: EventTarget): Grip {
  const grip = target instanceof HTMLElement ? target.dataset.grip : undefined;
  return grip === "start" || grip === "due" ? grip : "both";
}
