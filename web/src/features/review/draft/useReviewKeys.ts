import type { KeyboardEvent } from "react";

import { isChanged } from "@/components/tree/decoration";
import type { Row } from "@/components/tree/rows";
import { visibleRows } from "@/components/tree/rows";
import type { TreeState } from "@/components/tree/useTreeState";
import type { Review } from "@/features/review/useReview";

/** What the keys of a review do to the draft, or to the task whose row has the focus. */
export interface ReviewActions {
  accept: () => void;
  reject: () => void;
  open: (id: string) => void;
  edit: (id: string) => void;
  comment: (id: string) => void;
}

/**
 * The keys of a review while a row has the focus: J and K go to the next and the previous change,
 * Space takes it in or out (with Shift all below it, too), E edits it and C comments on it where it
 * stands, Enter shows it whole, A accepts and R rejects.
 */
export function useReviewKeys(review: Review, state: TreeState, actions: ReviewActions) {
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
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (target.role !== "treeitem" || hasModifier || review.isRunning) return;
    if (event.shiftKey && event.key !== " ") return;
    const rows = visibleRows(review.comparison.plan.children, state.expanded);
    const at = Math.max(
      rows.findIndex((row) => row.id === state.activeId),
      0,
    );
    const active = rows[at];
    if (!active) return;
    const isChange = (row: Row) => isChanged(review.comparison.decorations.get(row.id));
    const { selection } = review;
    const keys: Readonly<Record<string, () => void>> = {
      j: () => {
        go(rows.slice(at + 1).find(isChange), event.currentTarget);
      },
      k: () => {
        go(rows.slice(0, at).findLast(isChange), event.currentTarget);
      },
      " ": () => {
        if (selection.checks.stateOf(active.id) === undefined) return;
        (event.shiftKey ? selection.toggleBelow : selection.toggle)(active.id);
      },
      e: () => {
        actions.edit(active.id);
      },
      c: () => {
        actions.comment(active.id);
      },
      Enter: () => {
        actions.open(active.id);
      },
      a: actions.accept,
      r: actions.reject,
    };
    const act = keys[event.key];
    if (!act) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  };
}
