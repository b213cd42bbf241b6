import { useMemo, type ReactNode } from "react";
import { toast } from "sonner";

import { ProjectViews } from "@/components/project/ProjectViews";
import type { Edit } from "@/components/task/edits/edit";
import { ConflictDialog } from "@/features/plan/ConflictDialog";
import { DeletedNotice } from "@/features/plan/DeletedNotice";
import { Loading, NotThere } from "@/features/plan/NoPlan";
import { SaveState } from "@/features/plan/SaveState";
import type { Versioned } from "@/features/plan/store/ledger";
import { useLiveVersion } from "@/features/plan/useLiveVersion";
import { useLoadedPlan } from "@/features/plan/useLoadedPlan";
import { usePlanStore } from "@/features/plan/usePlanStore";
import { useUndoKeys } from "@/features/plan/useUndoKeys";
import { messageOf } from "@/lib/problem";
import type { Plan } from "@/patch/plan";

/** A plan that follows what happens, and the way to change it. */
export interface Opened {
  readonly plan: Plan;
  /** The version that the server has confirmed. */
  readonly version: number;
  /** Shows an edit at once and sends it; says so when it cannot be, or is taken back. */
  readonly make: (edit: Edit) => void;
}

interface OpenedPlanProps {
  projectId: string;
  /** What this way of looking at the plan is called: "Board". */
  name: string;
  children: (opened: Opened) => ReactNode;
}

/** What every other view of a project stands on: the same store as the plan's, kept up to date. */
export function OpenedPlan(props: OpenedPlanProps) {
  const loaded = useLoadedPlan(props.projectId);
  if (loaded.isPending) return <Loading />;
  if (loaded.isError) {
    return (
      <NotThere
        projectId={props.projectId}
        error={loaded.error}
        onRetry={() => void loaded.refetch()}
      />
    );
  }
  const key = `${props.projectId} ${loaded.dataUpdatedAt}`;
  return <Following key={key} {...props} loaded={loaded.data} />;
}

function Following({ projectId, name, children, loaded }: OpenedPlanProps & { loaded: Versioned }) {
  const { store, state, clash, endClash } = usePlanStore(projectId, loaded);
  useLiveVersion(projectId, store);
  useUndoKeys(store, false);
  const make = useMemo(
    () => (edit: Edit) => {
      try {
        store.edit(edit);
      } catch (refused) {
        toast.error("That cannot be", { description: messageOf(refused) });
      }
    },
    [store],
  );
  const { plan, version } = state;
  if (!plan.project) return <DeletedNotice store={store} />;
  return (
    <div className="mx-auto flex w-full max-w-[100rem] min-w-0 flex-1 flex-col px-3 pb-16 sm:px-6">
      <title>{`${name} · ${plan.project.title} · Patch Ledger`}</title>
      <header className="pt-4 pb-3">
        <div className="flex items-start gap-3">
          <h1 className="min-w-0 flex-1 text-xl font-semibold tracking-tight [overflow-wrap:anywhere]">
            {plan.project.title}
            <span className="sr-only">{`: ${name}`}</span>
          </h1>
          <SaveState state={state} />
        </div>
        <div className="mt-2">
          <ProjectViews projectId={projectId} />
        </div>
      </header>
      {children({ plan, version, make })}
      {clash && (
        <ConflictDialog
          clash={clash}
          onDecide={(edit) => {
            endClash();
            if (edit) make(edit);
          }}
        />
      )}
    </div>
  );
}
