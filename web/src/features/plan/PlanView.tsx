import {
  memo,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";

import { useOffer } from "@/components/palette/offers";
import { useTreeState } from "@/components/tree/useTreeState";
import { SeenVersion } from "@/components/task/edits/seen";
import { Awaited } from "@/components/ui/Awaited";
import { lazily } from "@/components/ui/lazily";
import { SkeletonList } from "@/components/ui/Skeleton";
import type { Copied } from "@/features/plan/clipboard/copied";
import type { PlanFilter } from "@/features/plan/filter/filter";
import { ProjectHeader } from "@/features/plan/header/ProjectHeader";
import { SidePanel } from "@/features/plan/SidePanel";
import type { Loaded } from "@/features/plan/useLoadedPlan";
import { useGoneTask } from "@/features/plan/useGoneTask";
import { usePlanEditing } from "@/features/plan/usePlanEditing";
import { usePlanStore } from "@/features/plan/usePlanStore";
import { useUndoKeys } from "@/features/plan/useUndoKeys";
import { SeenNotice } from "@/features/plan/waiting/SeenNotice";
import { usePresence } from "@/lib/live/usePresence";
import { useLoadedAhead } from "@/lib/useLoadedAhead";
import { derive } from "@/patch/derived";
import type { Task } from "@/patch/model";

// What is left of a deleted project: seldom seen.
const DeletedNotice = lazily(() => import("@/features/plan/DeletedNotice"));

// Loaded when it is first asked for.
const loadRemoval = () => import("@/features/plan/RemovalDialog");
const RemovalDialog = lazily(loadRemoval);
const loadTree = () => import("@/features/plan/PlanTree");
const PlanTree = lazily(loadTree);
// A page that begins with a draft does without the tree for now; any other has it before the plan.
if (!new URLSearchParams(location.search).has("proposal")) void PlanTree.preload();

export interface PlanProps {
  projectId: string;
  /** The task whose details are shown. */
  taskId: string | null;
  onTask: (taskId: string | null) => void;
  /** What stands beside the tree: the conversation about the plan, which may have no task yet. */
  conversation: (isEmpty: boolean) => ReactNode;
  /** What stands in the place of the tree while a draft is being reviewed. */
  draft: ReactNode | null;
  /** Whether the conversation is seen rather than the details of a task. */
  showsConversation: boolean;
  onShowConversation: (shown: boolean) => void;
  onBreakDown: (task: Task) => void;
  /** Hears which version the plan is at, whoever made it. */
  onVersion: (version: number) => void;
  /** Which tasks are shown, and how others are. */
  filter: PlanFilter;
  onFilter: (filter: PlanFilter) => void;
  /** Whether the tree takes the focus at once, where nothing else has it. */
  takesFocus: boolean;
}

type PlanViewProps = PlanProps & { loaded: Loaded };

/** A loaded project: header, tree and what stands beside it. */
export function PlanView(props: PlanViewProps) {
  const { projectId, loaded, taskId, onTask, onShowConversation, draft, onBreakDown } = props;
  const { store, state } = usePlanStore(projectId, loaded);
  const { plan } = state;
  const tree = useTreeState(plan);
  const [editing, asked] = usePlanEditing(store, tree);
  const isReviewing = draft !== null;
  // Kept while a draft stands in the place of the tree.
  const [copied, setCopied] = useState<Copied | null>(null);
  const derived = derive(plan);
  const { conversation } = props;
  const isEmpty = plan.tasks.size === 0;
  const beside = useMemo(() => conversation(isEmpty), [conversation, isEmpty]);
  const task = plan.tasks.get(taskId ?? "") ?? null;
  const gone = useGoneTask(store, taskId, task);
  const [returnTo, setReturnTo] = useState<Element | null>(null);
  useUndoKeys(store, isReviewing);
  // Tasks are deleted without a connection, too.
  useLoadedAhead(loadRemoval);
  useLoadedAhead(loadTree);
  const openTask = isReviewing ? null : task;
  const viewing = isReviewing ? "proposal" : openTask ? "task" : "project";
  usePresence(projectId, viewing, openTask?.id ?? null);
  const [column, takeFocusBack] = useFocusBack(isReviewing, props.takesFocus);
  const seen = useCallback(() => store.saved().version, [store]);
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

  useOffer(() => ({
    groups: [],
    open: {
      projectId,
      plan,
      goTo: (id) => {
        tree.goTo(id);
        open(id);
      },
    },
  }));

  const keepTasks = () => {
    asked.confirmRemoval(false);
  };
  if (!plan.project)
    return (
      <Suspense>
        <DeletedNotice projectId={projectId} />
      </Suspense>
    );
  return (
    <SeenVersion value={seen}>
      <div className="print:block mx-auto grid w-full max-w-[100rem] flex-1 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <title>{`${plan.project.title} · Patch Ledger`}</title>
        <div
          ref={column}
          className="mx-auto w-full max-w-5xl min-w-0 px-3 pb-28 sm:px-6 print:max-w-none print:p-0"
        >
          <StillProjectHeader
            project={plan.project}
            derived={derived.get(null)}
            editing={editing}
            projectId={projectId}
            store={store}
            state={state}
          />
          <SeenNotice seenAt={loaded.seenAt} />
          {draft ?? (
            <Suspense fallback={<SkeletonList label="The tasks are being loaded" lines={9} />}>
              <PlanTree
                projectId={projectId}
                title={plan.project.title}
                store={store}
                plan={plan}
                state={tree}
                editing={editing}
                asked={asked}
                copied={copied}
                onCopied={setCopied}
                filter={props.filter}
                onFilter={props.onFilter}
                openId={task?.id}
                onOpen={open}
                onBreakDown={breakDown}
                onConversation={() => {
                  onShowConversation(true);
                }}
                onArrived={takeFocusBack}
              />
            </Suspense>
          )}
        </div>
        <StillSidePanel
          task={task}
          gone={gone}
          showsConversation={props.showsConversation}
          isReviewing={isReviewing}
          onShowConversation={onShowConversation}
          onCloseTask={closeTask}
          conversation={beside}
          plan={plan}
          derived={task ? derived.get(task.id) : undefined}
          editing={editing}
          onBreakDown={breakDown}
          version={state.version}
        />
        {asked.removing && (
          <Awaited onClose={keepTasks}>
            <RemovalDialog
              tasks={asked.removing}
              plan={plan}
              onConfirm={() => {
                asked.confirmRemoval(true);
              }}
              onClose={keepTasks}
            />
          </Awaited>
        )}
        <p role="status" className="sr-only">
          {asked.said}
        </p>
      </div>
    </SeenVersion>
  );
}

/** Whoever was in the draft goes on in the tree that takes its place, once that is there. */
function useFocusBack(isReviewing: boolean, takesFocus: boolean) {
  const column = useRef<HTMLDivElement>(null);
  const wasReviewing = useRef(takesFocus);
  useEffect(() => {
    if (isReviewing) wasReviewing.current = true;
  }, [isReviewing]);
  const takeFocusBack = useCallback(() => {
    const isWanted = wasReviewing.current && document.activeElement === document.body;
    wasReviewing.current = false;
    if (!isWanted) return;
    requestAnimationFrame(() => {
      column.current
        ?.querySelector<HTMLElement>("[role=treeitem][tabindex='0'], .first-thing")
        ?.focus({ preventScroll: true });
    });
  }, []);
  return [column, takeFocusBack] as const;
}

// Walking through a long tree renders this often, and these have nothing to do with that.
const StillProjectHeader = memo(ProjectHeader);
const StillSidePanel = memo(SidePanel);
