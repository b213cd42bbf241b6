import type { KeyboardEvent } from "react";

import type { Row } from "@/components/tree/rows";
import { visibleRows } from "@/components/tree/rows";
import type { TreeState } from "@/components/tree/useTreeState";
import type { Review } from "@/features/review/useReview";

interface Deciding {
  onAccept: () => void;
  onReject: () => void;
}

/**
 * The keys of a review while a row has the focus: J and K go to the next and the previous change,
 * Space takes it in or out, A accepts and R rejects.
 */
export function useReviewKeys(review: Review, state: TreeState, deciding: Deciding) {
  const go = (row: Row | undefined, tree: HTMLElement) => {
    if (!row) return;
    state.activate(row.id);
    // The row that is active is the only one that can be tabbed to; it is rendered by then.
    requestAnimationFrame(() => {
      const element = tree.querySelector<HTMLElement>("[role=treeitem][tabindex='0']");
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "center" });
    });
  };

  return (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (target.role !== "treeitem" || hasModifier || review.isRunning) return;
    const rows = visibleRows(review.comparison.plan.children, state.expanded);
    const at = rows.findIndex((row) => row.id === state.activeId);
    const isChange = (row: Row) => review.comparison.decorations.has(row.id);
    const active = rows[Math.max(at, 0)];
    if (event.key === "j") go(rows.slice(at + 1).find(isChange), event.currentTarget);
    else if (event.key === "k") {
      go(rows.slice(0, Math.max(at, 0)).findLast(isChange), event.currentTarget);
    } else if (event.key === " " && active) {
      if (review.selection.checks.stateOf(active.id) === undefined) return;
      review.selection.toggle(active.id);
    } else if (event.key === "a") deciding.onAccept();
    else if (event.key === "r") deciding.onReject();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
