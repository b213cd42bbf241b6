import { useNavigate } from "@tanstack/react-router";
import { Suspense, useCallback, useMemo } from "react";

import { useOffer } from "@/components/palette/offers";
import type { Edit } from "@/components/task/edits/edit";
import { setProjectFields } from "@/components/task/edits/projectEdits";
import { lazily } from "@/components/ui/lazily";
import { filterActions } from "@/features/plan/filter/filterActions";
import { ProjectHeader } from "@/features/plan/header/ProjectHeader";
import { LoadedPlan } from "@/features/plan/LoadedPlan";
import { Loading } from "@/features/plan/NoPlan";
import { editAndOffer } from "@/features/plan/offerTakingBack";
import type { OpenedPlanProps } from "@/features/plan/opened";
import { PlanFrame } from "@/features/plan/PlanFrame";
import type { Loaded } from "@/features/plan/useLoadedPlan";
import { usePlanStore } from "@/features/plan/usePlanStore";
import { useUndoKeys } from "@/features/plan/useUndoKeys";
import { SeenNotice } from "@/features/plan/waiting/SeenNotice";
import { usePresence } from "@/lib/live/usePresence";
import { messageOf } from "@/lib/problem";
import { toast } from "@/lib/toast";
import { derive } from "@/patch/derived";
import type { ProjectFields } from "@/patch/model";

// What is left of a deleted project: seldom seen.
const DeletedNotice = lazily(() => import("@/features/plan/DeletedNotice"));

// Loaded when it is needed.
const PastPlan = lazily(() => import("@/features/plan/PastPlan"));

/** What every other view of a project stands on: the same store as the plan's, kept up to date. */
export function OpenedPlan(props: OpenedPlanProps) {
  if (props.at !== undefined) {
    return (
      <Suspense fallback={<Loading />}>
        <PastPlan {...props} at={props.at} />
      </Suspense>
    );
  }
  return (
    <LoadedPlan projectId={props.projectId}>
      {(loaded) => <Following {...props} loaded={loaded} />}
    </LoadedPlan>
  );
}

function Following(props: OpenedPlanProps & { loaded: Loaded }) {
  const { projectId, filtering, loaded } = props;
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
  const editing = useMemo(
    () => ({
      setProject: (fields: ProjectFields) => {
        const { project } = store.state().plan;
        const edit = project && setProjectFields(project, fields);
        if (edit) store.edit(edit);
      },
    }),
    [store],
  );
  const navigate = useNavigate();
  const open = useCallback(
    (task: string) => {
      void navigate({ to: "/projects/$projectId", params: { projectId }, search: { task } });
    },
    [navigate, projectId],
  );
  useOffer(() => ({
    groups: filtering
      ? [{ title: "Filter", actions: filterActions(filtering.filter, filtering.onFilter) }]
      : [],
    open: { projectId, plan, goTo: open },
  }));
  if (!plan.project)
    return (
      <Suspense>
        <DeletedNotice projectId={projectId} />
      </Suspense>
    );
  return (
    <PlanFrame
      {...props}
      plan={plan}
      title={plan.project.title}
      header={
        <ProjectHeader
          project={plan.project}
          derived={derive(plan).get(null)}
          editing={editing}
          projectId={projectId}
          store={store}
          state={state}
          view={props.name}
        />
      }
      notice={<SeenNotice seenAt={loaded.seenAt} />}
    >
      {(matching) => props.children({ plan, matching, version, make, open })}
    </PlanFrame>
  );
}
