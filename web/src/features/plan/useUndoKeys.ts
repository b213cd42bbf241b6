import type { PlanStore } from "@/features/plan/store/PlanStore";
import { useKeyDown } from "@/lib/useKeyDown";

/**
 * Ctrl+Z undoes and Ctrl+Shift+Z or Ctrl+Y redoes. Not while a draft is reviewed: the tree that one
 * sees then is not the one that this would change.
 */
export function useUndoKeys(store: PlanStore, isReviewing: boolean) {
  useKeyDown((event) => {
    const way = wayOf(event);
    if (!way || isReviewing) return;
    event.preventDefault();
    store.revert(way);
  });
}

function wayOf(event: KeyboardEvent): "undo" | "redo" | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : null;
}
