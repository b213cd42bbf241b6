import { Loading, NotThere } from "@/features/plan/NoPlan";
import { PlanView, type PlanProps } from "@/features/plan/PlanView";
import { useLoadedPlan } from "@/features/plan/useLoadedPlan";

/** One project: its plan, and everything that can be done with it. */
export function ProjectPage(props: PlanProps) {
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
  // A plan that was loaded anew gets a new store: what was shown before is no longer true.
  return (
    <PlanView key={`${props.projectId} ${loaded.dataUpdatedAt}`} {...props} loaded={loaded.data} />
  );
}
