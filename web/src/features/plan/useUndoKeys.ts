import { useEffect } from "react";

import type { PlanStore } from "@/features/plan/store/PlanStore";

/** Ctrl+Z undoes and Ctrl+Shift+Z or Ctrl+Y redoes, wherever the focus is except in a field. */
export function useUndoKeys(store: PlanStore) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const way = wayOf(event);
      if (!way || event.defaultPrevented || isInField(event.target)) return;
      event.preventDefault();
      store.revert(way);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
    };
  }, [store]);
}

function wayOf(event: KeyboardEvent): "undo" | "redo" | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : null;
}

/** Fields have an undo of their own. */
function isInField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("input:not([type=checkbox]), textarea");
}
