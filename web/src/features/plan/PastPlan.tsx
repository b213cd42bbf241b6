import { Link, useNavigate } from "@tanstack/react-router";

import { AtVersion } from "@/components/project/atVersion";
import { buttonClasses } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
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
  return (
    <AtVersion value={at}>
      <PlanFrame {...props} plan={plan} title={plan.project.title} notice={<OfThen {...props} />}>
        {(matching) => props.children({ plan, matching, version: at, make: null, open })}
      </PlanFrame>
    </AtVersion>
  );
}

/** Says of when it is, and leads to the history and to now. */
function OfThen({ projectId, at }: PastPlanProps) {
  const params = { projectId };
  return (
    <p
      role="status"
      className="mb-2 flex flex-wrap items-center gap-2 rounded-md bg-changed-soft px-3 py-2 text-sm text-changed"
    >
      <Icon name="history" className="shrink-0" />
      <span className="flex-1 basis-56">{`As it was at version ${at}. Nothing can be changed here.`}</span>
      <Link
        to="/projects/$projectId/history"
        params={params}
        search={{ version: at }}
        className={buttonClasses("secondary", "sm")}
      >
        In the history
      </Link>
      <Link
        to="."
        params={params}
        search={(before) => ({ ...before, version: undefined })}
        className={buttonClasses("secondary", "sm")}
      >
        As it is now
      </Link>
    </p>
  );
}
