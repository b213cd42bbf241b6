import { useEffect, useMemo, useRef } from "react";

import { compare } from "@/components/diff/compare";
import { CountsLine } from "@/components/diff/Counts";
import type { Edit } from "@/components/task/edits/edit";
import { TaskTree } from "@/components/tree/TaskTree";
import { useTreeState } from "@/components/tree/useTreeState";
import { Button } from "@/components/ui/Button";
import { messageOf } from "@/lib/problem";
import { applyAll } from "@/patch/apply";
import type { Plan } from "@/patch/plan";

interface PastePreviewProps {
  plan: Plan;
  edit: Edit;
  /** With the first task that was added, or null when nothing was. */
  onDone: (first: string | null) => void;
  onConfirm: () => void;
}

/** A pasted list as a difference in the tree: nothing of it counts before it is confirmed. */
export default function PastePreview({ plan, edit, onConfirm, onDone }: PastePreviewProps) {
  const after = useMemo(() => applied(plan, edit), [plan, edit]);
  const comparison = useMemo(
    () => compare(plan, after instanceof Error ? plan : after),
    [plan, after],
  );
  const state = useTreeState(comparison.plan);
  const first = edit.patches.find(({ op }) => op === "create")?.target_id ?? null;
  useFirstInView(first, state.goTo);
  const isRefused = after instanceof Error;
  const confirm = () => {
    if (isRefused) return;
    onConfirm();
    onDone(first);
  };
  const cancel = () => {
    onDone(null);
  };
  return (
    <div
      role="presentation"
      onKeyDown={(event) => {
        const isOnButton = event.target instanceof HTMLButtonElement;
        if (event.key === "Escape") cancel();
        else if (event.key === "Enter" && !isOnButton) confirm();
        else return;
        event.preventDefault();
      }}
    >
      <TaskTree
        label="Tasks with the pasted list"
        plan={comparison.plan}
        state={state}
        decorations={comparison.decorations}
      />
      <div
        data-bar
        role="region"
        aria-label="Decide about the pasted list"
        className="sticky bottom-[max(0.75rem,env(safe-area-inset-bottom))] z-20 my-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border bg-raised px-3 py-2.5 shadow-floating max-lg:bottom-16"
      >
        {isRefused ? (
          <p role="alert" className="text-removed">
            {messageOf(after)}
          </p>
        ) : (
          <CountsLine counts={comparison.counts} />
        )}
        <div className="flex grow items-center justify-end gap-2">
          <Button size="sm" onPress={cancel}>
            Cancel
          </Button>
          <Button size="sm" variant="primary" icon="check" isDisabled={isRefused} onPress={confirm}>
            {`Add ${comparison.counts.added}`}
          </Button>
        </div>
      </div>
    </div>
  );
}

function applied(plan: Plan, edit: Edit): Plan | Error {
  try {
    return applyAll(plan, edit.patches);
  } catch (refused) {
    return refused instanceof Error ? refused : new Error(messageOf(refused));
  }
}

/** Scrolls to the first task that is new, and gives it the focus. */
function useFirstInView(first: string | null, goTo: (id: string) => void) {
  const isShown = useRef(false);
  useEffect(() => {
    if (isShown.current || first === null) return;
    isShown.current = true;
    goTo(first);
  }, [first, goTo]);
}
