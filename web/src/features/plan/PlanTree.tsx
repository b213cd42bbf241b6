import { Suspense, useEffect, useEffectEvent, useMemo, useState } from "react";

import { useActions } from "@/components/palette/offers";
import type { Decoration } from "@/components/tree/decoration";
import { TaskTree } from "@/components/tree/TaskTree";
import type { TreeState } from "@/components/tree/useTreeState";
import { lazily } from "@/components/ui/lazily";
import { ChosenBar } from "@/features/plan/chosen/ChosenBar";
import type { ChosenQuestion } from "@/features/plan/chosen/chosenActions";
import type { Clipboard } from "@/features/plan/clipboard/useClipboard";
import {
  filtered,
  isFiltering,
  type Filtered,
  type PlanFilter,
} from "@/features/plan/filter/filter";
import { filterActions } from "@/features/plan/filter/filterActions";
import { FilterBar } from "@/features/plan/filter/FilterBar";
import { ADD_FROM_LIST, PlanFooter } from "@/features/plan/PlanFooter";
import type { PlanEditing } from "@/features/plan/usePlanEditing";
import { todayIn } from "@/lib/time";
import { subtreeOf, type Plan } from "@/patch/plan";

// Loaded when they are first needed.
const PastePreview = lazily(() => import("@/features/plan/clipboard/PastePreview"));
const ListDialog = lazily(() => import("@/features/plan/clipboard/ListDialog"));

interface PlanTreeProps {
  title: string;
  plan: Plan;
  state: TreeState;
  editing: PlanEditing;
  clipboard: Clipboard;
  filter: PlanFilter;
  onFilter: (filter: PlanFilter) => void;
  openId: string | undefined;
  onOpen: (id: string) => void;
  onBreakDown: (id: string) => void;
  onAsk: (question: ChosenQuestion) => void;
}

/** The tasks of a plan to work on: filtered, chosen together, pasted into. */
export function PlanTree(props: PlanTreeProps) {
  const { title, plan, state, editing, clipboard, filter, onFilter } = props;
  const [asksForList, setAsksForList] = useState(false);
  const left = useFiltered(plan, filter, state);
  const decorations = useMarks(plan, clipboard.cut, left);
  const { pasted } = clipboard;
  useActions("Filter", () => filterActions(filter, onFilter));
  const askForList = () => {
    setAsksForList(true);
  };
  useActions("Tree", () => [
    { id: "list", label: ADD_FROM_LIST, icon: "indent", onAction: askForList },
  ]);
  const filterBar = plan.tasks.size > 0 && (
    <FilterBar
      plan={plan}
      filter={filter}
      count={left?.matching.size ?? null}
      onFilter={onFilter}
    />
  );
  if (pasted) {
    return (
      <>
        {/* Its place is kept: the rows stay where they were. */}
        <div inert className="invisible">
          {filterBar}
        </div>
        <Suspense>
          <PastePreview
            plan={plan}
            edit={pasted}
            onConfirm={() => {
              editing.make(pasted);
            }}
            onDone={(first) => {
              clipboard.settle();
              const id = first ?? state.activeId;
              if (id !== null) state.goTo(id);
            }}
          />
        </Suspense>
      </>
    );
  }
  return (
    <>
      {filterBar}
      <TaskTree
        label={`Tasks of ${title}`}
        plan={plan}
        shown={left?.children}
        state={state}
        editing={editing.tree}
        decorations={decorations}
        openId={props.openId}
        onOpen={props.onOpen}
        selects
        onBreakDown={props.onBreakDown}
      />
      <PlanFooter plan={plan} tree={state} onList={askForList} />
      {state.selection.ids.size > 0 && (
        <ChosenBar state={state} editing={editing} onAsk={props.onAsk} />
      )}
      {asksForList && (
        <Suspense>
          <ListDialog
            onList={clipboard.propose}
            onClose={() => {
              setAsksForList(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** What the filter leaves; what hides a match is opened when another filter is set. */
function useFiltered(plan: Plan, filter: PlanFilter, { expand }: TreeState): Filtered | null {
  const today = todayIn(new Date());
  const left = useMemo(
    () => (isFiltering(filter) ? filtered(plan, filter, today) : null),
    [plan, filter, today],
  );
  const open = useEffectEvent(() => {
    if (left) expand([...left.children.keys()].filter((id) => id !== null));
  });
  useEffect(() => {
    open();
  }, [filter]);
  return left;
}

/** Rows that were cut say so; those that are only there for what is below them are faint. */
function useMarks(plan: Plan, cut: ReadonlySet<string>, left: Filtered | null) {
  return useMemo(() => {
    const marks = new Map<string, Decoration>();
    for (const id of left?.above ?? []) marks.set(id, { marks: [], isFaint: true });
    for (const top of cut) {
      for (const id of subtreeOf(plan, top)) {
        marks.set(id, { marks: [], isFaint: true, aside: id === top ? "Cut" : undefined });
      }
    }
    return marks;
  }, [plan, cut, left]);
}
