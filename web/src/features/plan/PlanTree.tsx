import { Suspense, useEffect, useEffectEvent, useMemo, useState, type ReactNode } from "react";

import { useActions } from "@/components/palette/offers";
import type { Edit } from "@/components/task/edits/edit";
import type { Decoration } from "@/components/tree/decoration";
import { TaskTree } from "@/components/tree/TaskTree";
import type { TreeEditing } from "@/components/tree/editing";
import type { TreeState } from "@/components/tree/useTreeState";
import { Awaited } from "@/components/ui/Awaited";
import { lazily } from "@/components/ui/lazily";
import { ChosenBar } from "@/features/plan/chosen/ChosenBar";
import type { ChosenQuestion } from "@/features/plan/chosen/chosenActions";
import type { Copied } from "@/features/plan/clipboard/copied";
import { useClipboard, type Clipboard } from "@/features/plan/clipboard/useClipboard";
import {
  filtered,
  isFiltering,
  type Filtered,
  type PlanFilter,
} from "@/features/plan/filter/filter";
import { filterActions } from "@/features/plan/filter/filterActions";
import { FilterBar } from "@/features/plan/filter/FilterBar";
import { ADD_FROM_LIST, PlanFooter } from "@/features/plan/PlanFooter";
import { RowMenu } from "@/features/plan/RowMenu";
import type { PlanStore } from "@/features/plan/store/PlanStore";
import type { EditingState, PlanEditing } from "@/features/plan/usePlanEditing";
import { usePlanOffer } from "@/features/plan/usePlanOffer";
import { todayIn } from "@/lib/time";
import { toast } from "@/lib/toast";
import type { Task } from "@/patch/model";
import { subtreeOf, type Plan } from "@/patch/plan";

// Loaded when they are first needed.
const ChosenDialog = lazily(() => import("@/features/plan/chosen/ChosenDialog"));
const PastePreview = lazily(() => import("@/features/plan/clipboard/PastePreview"));
const ListDialog = lazily(() => import("@/features/plan/clipboard/ListDialog"));

interface PlanTreeProps {
  projectId: string;
  title: string;
  store: PlanStore;
  plan: Plan;
  state: TreeState;
  editing: PlanEditing;
  asked: EditingState;
  copied: Copied | null;
  onCopied: (copied: Copied | null) => void;
  filter: PlanFilter;
  onFilter: (filter: PlanFilter) => void;
  openId: string | undefined;
  onOpen: (id: string) => void;
  onBreakDown: (task: Task) => void;
  onConversation: () => void;
  /** Called once it is there to be worked on. */
  onArrived: () => void;
}

/** The tasks of a plan to work on: filtered, chosen together, pasted into. */
export default function PlanTree(props: PlanTreeProps) {
  const { title, plan, state, editing, asked, filter, onFilter, onBreakDown } = props;
  const [asksForList, setAsksForList] = useState(false);
  const [question, ask] = useState<ChosenQuestion | null>(null);
  const clipboard = useClipboard(props);
  const left = useFiltered(plan, filter, state);
  const decorations = useMarks(plan, clipboard.cut, left);
  usePlanOffer({ ...props, clipboard, onAsk: ask });
  const arrive = useEffectEvent(props.onArrived);
  useEffect(() => {
    arrive();
  }, []);
  useActions("Filter", () => filterActions(filter, onFilter));
  const adding = useAddedInView(props);
  const askForList = () => {
    setAsksForList(true);
  };
  const endList = () => {
    setAsksForList(false);
  };
  const endQuestion = () => {
    ask(null);
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
  return (
    <>
      {clipboard.pasted ? (
        <Pasted {...props} clipboard={clipboard} edit={clipboard.pasted}>
          {filterBar}
        </Pasted>
      ) : (
        <>
          {filterBar}
          <TaskTree
            label={`Tasks of ${title}`}
            plan={plan}
            shown={left?.children}
            state={state}
            editing={adding}
            decorations={decorations}
            openId={props.openId}
            onOpen={props.onOpen}
            selects
            onBreakDown={(id) => {
              const wanted = plan.tasks.get(id);
              if (wanted) onBreakDown(wanted);
            }}
          />
          <PlanFooter plan={plan} tree={state} onList={askForList} />
          {state.selection.ids.size > 0 && (
            <ChosenBar state={state} editing={editing} onAsk={ask} />
          )}
        </>
      )}
      {asksForList && (
        <Awaited onClose={endList}>
          <ListDialog onList={clipboard.propose} onClose={endList} />
        </Awaited>
      )}
      {asked.menu && (
        <RowMenu {...props} menu={asked.menu} onClose={asked.closeMenu} clipboard={clipboard} />
      )}
      {question && (
        <Awaited onClose={endQuestion}>
          <ChosenDialog
            question={question}
            plan={plan}
            ids={state.selection.ids}
            editing={editing}
            onClose={endQuestion}
          />
        </Awaited>
      )}
    </>
  );
}

type PastedProps = Pick<PlanTreeProps, "plan" | "state" | "editing"> & {
  clipboard: Clipboard;
  edit: Edit;
  /** What stands above the tree. */
  children: ReactNode;
};

/** What would come of a pasted list, in the place of the tree until that is confirmed. */
function Pasted({ plan, state, editing, clipboard, edit, children }: PastedProps) {
  return (
    <>
      {/* Its place is kept: the rows stay where they were. */}
      <div inert className="invisible">
        {children}
      </div>
      <Suspense>
        <PastePreview
          plan={plan}
          edit={edit}
          onConfirm={() => {
            editing.make(edit);
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

/** The editing of the tree, which says so when the filter hides what was just added. */
function useAddedInView({ store, editing, filter, onFilter, state }: PlanTreeProps): TreeEditing {
  const { goTo } = state;
  return useMemo(() => {
    const show = (id: string) => {
      onFilter({});
      goTo(id);
    };
    const add: TreeEditing["add"] = (place, title) => {
      const id = editing.tree.add(place, title);
      const { plan } = store.state();
      const isHidden =
        isFiltering(filter) && !filtered(plan, filter, todayIn(new Date())).matching.has(id);
      if (isHidden) {
        toast(`Added “${title}”. It does not match the filter.`, {
          action: {
            label: "Show it",
            onClick: () => {
              show(id);
            },
          },
        });
      }
      return id;
    };
    return { ...editing.tree, add };
  }, [store, editing, filter, onFilter, goTo]);
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
