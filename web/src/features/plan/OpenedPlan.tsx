import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, type ReactNode } from "react";

import { useOffer } from "@/components/palette/offers";
import { ProjectViews } from "@/components/project/ProjectViews";
import type { Edit } from "@/components/task/edits/edit";
import { IconButton } from "@/components/ui/Button";
import { DeletedNotice } from "@/features/plan/DeletedNotice";
import { filtered, isFiltering, type PlanFilter } from "@/features/plan/filter/filter";
import { filterActions } from "@/features/plan/filter/filterActions";
import { FilterBar } from "@/features/plan/filter/FilterBar";
import { LoadedPlan } from "@/features/plan/LoadedPlan";
import { editAndOffer } from "@/features/plan/offerTakingBack";
import { SaveState } from "@/features/plan/waiting/SaveState";
import { SeenNotice } from "@/features/plan/waiting/SeenNotice";
import type { Loaded } from "@/features/plan/useLoadedPlan";
import { usePlanStore } from "@/features/plan/usePlanStore";
import { useUndoKeys } from "@/features/plan/useUndoKeys";
import { classes } from "@/lib/classes";
import { usePresence } from "@/lib/live/usePresence";
import { printSoon } from "@/lib/printSoon";
import { messageOf } from "@/lib/problem";
import { todayIn } from "@/lib/time";
import { toast } from "@/lib/toast";
import type { Plan } from "@/patch/plan";

/** A plan that follows what happens, and the way to change it. */
export interface Opened {
  readonly plan: Plan;
  /** The tasks that the filter leaves; null: nothing is looked for. */
  readonly matching: ReadonlySet<string> | null;
  /** The version that the server has confirmed. */
  readonly version: number;
  /** Shows an edit at once and sends it; says what was done, or why it cannot be. */
  readonly make: (edit: Edit) => void;
  /** Shows a task with all its details. */
  readonly open: (taskId: string) => void;
}

interface Filtering {
  readonly filter: PlanFilter;
  readonly onFilter: (filter: PlanFilter) => void;
}

interface OpenedPlanProps {
  projectId: string;
  /** What this way of looking at the plan is called: "Board". */
  name: string;
  /** Absent: this view always tells of the whole plan. */
  filtering?: Filtering;
  /** Whether the view takes what is left of the window, and scrolls by itself. */
  fills?: boolean;
  children: (opened: Opened) => ReactNode;
}

/** What every other view of a project stands on: the same store as the plan's, kept up to date. */
export function OpenedPlan(props: OpenedPlanProps) {
  return (
    <LoadedPlan projectId={props.projectId}>
      {(loaded) => <Following {...props} loaded={loaded} />}
    </LoadedPlan>
  );
}

function Following(props: OpenedPlanProps & { loaded: Loaded }) {
  const { projectId, name, filtering, fills, loaded } = props;
  const { store, state } = usePlanStore(projectId, loaded);
  const { plan, version } = state;
  useUndoKeys(store, false);
  usePresence(projectId, "project", null);
  const make = useMemo(
    () => (edit: Edit) => {
      try {
        editAndOffer(store, edit);
      } catch (refused) {
        toast.error("That cannot be", { description: messageOf(refused) });
      }
    },
    [store],
  );
  const navigate = useNavigate();
  const open = useCallback(
    (task: string) => {
      void navigate({ to: "/projects/$projectId", params: { projectId }, search: { task } });
    },
    [navigate, projectId],
  );
  const matching = useMatching(plan, filtering?.filter);
  useOffer(() => ({
    groups: filtering
      ? [{ title: "Filter", actions: filterActions(filtering.filter, filtering.onFilter) }]
      : [],
    open: { projectId, plan, goTo: open },
  }));
  if (!plan.project) return <DeletedNotice store={store} />;
  return (
    <div
      className={classes(
        "mx-auto flex w-full max-w-[100rem] min-w-0 flex-1 flex-col px-3 sm:px-6 print:block print:h-auto print:max-w-none print:p-0",
        fills ? "h-[calc(100dvh-3rem)] min-h-[34rem] flex-none pb-3" : "pb-16",
      )}
    >
      <title>{`${name} · ${plan.project.title} · Patch Ledger`}</title>
      <header className="pt-4 pb-3">
        <div className="flex items-start gap-3">
          <h1 className="min-w-0 flex-1 text-xl font-semibold tracking-tight [overflow-wrap:anywhere]">
            {plan.project.title}
            <span className="sr-only">{`: ${name}`}</span>
          </h1>
          <SaveState store={store} state={state} />
          <IconButton icon="print" label="Print" shortcut="Ctrl+P" onPress={printSoon} />
        </div>
        <div className="mt-2">
          <ProjectViews projectId={projectId} />
        </div>
      </header>
      <SeenNotice seenAt={loaded.seenAt} />
      {filtering && plan.tasks.size > 0 && (
        <FilterBar plan={plan} count={matching?.size ?? null} {...filtering} />
      )}
      {props.children({ plan, matching, version, make, open })}
    </div>
  );
}

function useMatching(plan: Plan, filter: PlanFilter | undefined): ReadonlySet<string> | null {
  const today = todayIn(new Date());
  return useMemo(
    () => (filter && isFiltering(filter) ? filtered(plan, filter, today).matching : null),
    [plan, filter, today],
  );
}
