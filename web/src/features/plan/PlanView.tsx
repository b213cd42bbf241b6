import {
  memo,
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type ReactNode,
} from "react";

import { TaskTree } from "@/components/tree/TaskTree";
import { useTreeState } from "@/components/tree/useTreeState";
import { ConflictDialog } from "@/features/plan/ConflictDialog";
import { DeletedNotice } from "@/features/plan/DeletedNotice";
import { ProjectHeader } from "@/features/plan/header/ProjectHeader";
import { PlanFooter } from "@/features/plan/PlanFooter";
import { RemovalDialog } from "@/features/plan/RemovalDialog";
import { RowMenu } from "@/features/plan/RowMenu";
import { SidePanel } from "@/features/plan/SidePanel";
import type { Versioned } from "@/features/plan/store/ledger";
import { useLiveVersion } from "@/features/plan/useLiveVersion";
import { usePlanEditing } from "@/features/plan/usePlanEditing";
import { usePlanStore } from "@/features/plan/usePlanStore";
import { useUndoKeys } from "@/features/plan/useUndoKeys";
import { derive } from "@/patch/derived";
import type { Task } from "@/patch/model";

export interface PlanProps {
  projectId: string;
  /** The task whose details are shown. */
  taskId: string | null;
  onTask: (taskId: string | null) => void;
  /** What stands beside the tree: the conversation about the plan. */
  conversation: ReactNode;
  /** What stands in the place of the tree while a draft is being reviewed. */
  draft: ReactNode | null;
  /** Whether the conversation is seen rather than the details of a task. */
  showsConversation: boolean;
  onShowConversation: (shown: boolean) => void;
  onBreakDown: (task: Task) => void;
  /** Hears which version the plan is at, whoever made it. */
  onVersion: (version: number) => void;
  /** Whether the tree takes the focus at once, where nothing else has it. */
  takesFocus: boolean;
}

type PlanViewProps = PlanProps & { loaded: Versioned };

/** A loaded project: header, tree and what stands beside it. */
export function PlanView(props: PlanViewProps) {
  const { projectId, loaded, taskId, onTask, onShowConversation, draft, onBreakDown } = props;
  const { store, state, clash, endClash } = usePlanStore(projectId, loaded);
  const { plan } = state;
  const tree = useTreeState(plan);
  const [editing, asked] = usePlanEditing(store, tree);
  const derived = derive(plan);
  const task = plan.tasks.get(taskId ?? "") ?? null;
  const [returnTo, setReturnTo] = useState<Element | null>(null);
  useLiveVersion(projectId, store);
  useUndoKeys(store, draft !== null);
  const column = useFocusBack(draft !== null, props.takesFocus);
  const hearVersion = useEffectEvent(props.onVersion);
  useEffect(() => {
    hearVersion(state.version);
  }, [state.version]);

  const open = useCallback(
    (id: string) => {
      setReturnTo(document.activeElement);
      onShowConversation(false);
      onTask(id);
    },
    [onShowConversation, onTask],
  );
  const breakDown = useCallback(
    (wanted: Task) => {
      onShowConversation(true);
      onBreakDown(wanted);
    },
    [onShowConversation, onBreakDown],
  );
  const closeTask = useCallback(() => {
    onTask(null);
    if (returnTo instanceof HTMLElement) returnTo.focus();
  }, [onTask, returnTo]);

  if (!plan.project) return <DeletedNotice store={store} />;
  return (
    <div className="mx-auto grid w-full max-w-[100rem] flex-1 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <title>{`${plan.project.title} · Patch Ledger`}</title>
      <div ref={column} className="mx-auto w-full max-w-5xl min-w-0 px-3 pb-28 sm:px-6">
        <StillProjectHeader
          project={plan.project}
          derived={derived.get(null)}
          editing={editing}
          projectId={projectId}
          store={store}
          state={state}
        />
        {draft ?? (
          <>
            <TaskTree
              label={`Tasks of ${plan.project.title}`}
              plan={plan}
              state={tree}
              editing={editing.tree}
              openId={task?.id}
              onOpen={open}
              onBreakDown={(id) => {
                const wanted = plan.tasks.get(id);
                if (wanted) breakDown(wanted);
              }}
            />
            <PlanFooter plan={plan} tree={tree} />
          </>
        )}
      </div>
      <StillSidePanel
        task={task}
        showsConversation={props.showsConversation}
        isReviewing={draft !== null}
        onShowConversation={onShowConversation}
        onCloseTask={closeTask}
        conversation={props.conversation}
        plan={plan}
        derived={task ? derived.get(task.id) : undefined}
        editing={editing}
        onBreakDown={breakDown}
        version={state.version}
      />
      {asked.menu && (
        <RowMenu
          menu={asked.menu}
          onClose={asked.closeMenu}
          plan={plan}
          state={tree}
          editing={editing}
          onOpen={open}
          onBreakDown={breakDown}
        />
      )}
      {asked.removing && (
        <RemovalDialog task={asked.removing} plan={plan} onAnswer={asked.confirmRemoval} />
      )}
      {clash && (
        <ConflictDialog
          clash={clash}
          onDecide={(edit) => {
            endClash();
            if (edit) editing.make(edit);
          }}
        />
      )}
      <p role="status" className="sr-only">
        {asked.said}
      </p>
    </div>
  );
}

/** Whoever was in the draft goes on in the tree that takes its place. */
function useFocusBack(isReviewing: boolean, takesFocus: boolean) {
  const column = useRef<HTMLDivElement>(null);
  const wasReviewing = useRef(takesFocus);
  useEffect(() => {
    const ended = wasReviewing.current && !isReviewing;
    wasReviewing.current = isReviewing;
    if (!ended || document.activeElement !== document.body) return;
    requestAnimationFrame(() => {
      column.current
        ?.querySelector<HTMLElement>("[role=treeitem][tabindex='0']")
        ?.focus({ preventScroll: true });
    });
  }, [isReviewing]);
  return column;
}

// Walking through a long tree renders this often, and these have nothing to do with that.
const StillProjectHeader = memo(ProjectHeader);
const StillSidePanel = memo(SidePanel);
