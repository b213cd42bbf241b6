import { LoadedPlan } from "@/features/plan/LoadedPlan";
import { PlanView, type PlanProps } from "@/features/plan/PlanView";

/** One project: its plan, and everything that can be done with it. */
export function ProjectPage(props: PlanProps) {
  return (
    <LoadedPlan projectId={props.projectId}>
      {(loaded) => <PlanView {...props} loaded={loaded} />}
    </LoadedPlan>
  );
}
