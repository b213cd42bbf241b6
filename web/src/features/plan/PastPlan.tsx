import { useNavigate } from "@tanstack/react-router";

import { AtVersion } from "@/components/project/atVersion";
import { VersionNotice } from "@/components/project/VersionNotice";
import { Notice } from "@/components/ui/Notice";
import { Loading, NotThere } from "@/features/plan/NoPlan";
import type { OpenedPlanProps } from "@/features/plan/opened";
import { PlanFrame } from "@/features/plan/PlanFrame";
import { useProjectAt } from "@/lib/useProjectAt";

type PastPlanProps = OpenedPlanProps & { at: number };

/** A view of a plan as it was at a version, for looking. */
export default function PastPlan(props: PastPlanProps) {
  const { projectId, at } = props;
  const found = useProjectAt(projectId, at);
  const navigate = useNavigate();
  const open = (task: string) => {
    void navigate({
      to: "/projects/$projectId/history",
      params: { projectId },
      search: { version: at, task },
    });
  };
  if (found.isPending) return <Loading />;
  if (found.isError) {
    return (
      <NotThere projectId={projectId} error={found.error} onRetry={() => void found.refetch()} />
    );
  }
  const plan = found.data;
  if (!plan.project)
    return <Notice isPage icon="clock" title="There is no project at this version" />;
  const notice = (
    <VersionNotice projectId={projectId} version={at} history="In the history">
      {`As it was at version ${at}. Nothing can be changed here.`}
    </VersionNotice>
  );
  return (
    <AtVersion value={at}>
      <PlanFrame {...props} plan={plan} title={plan.project.title} notice={notice}>
        {(matching) => props.children({ plan, matching, version: at, make: null, open })}
      </PlanFrame>
    </AtVersion>
  );
}
