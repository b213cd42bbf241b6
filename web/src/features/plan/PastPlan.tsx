import { useNavigate } from "@tanstack/react-router";

import { AtVersion } from "@/components/project/atVersion";
import { HistoryLink } from "@/components/project/HistoryLink";
import { ProjectViews } from "@/components/project/ProjectViews";
import { VersionNotice } from "@/components/project/VersionNotice";
import { DayShown } from "@/components/task/today";
import { IconButton } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { Loading, NotThere } from "@/features/plan/NoPlan";
import type { OpenedPlanProps } from "@/features/plan/opened";
import { PlanFrame } from "@/features/plan/PlanFrame";
import { useDayOf } from "@/features/plan/useDayOf";
import { printSoon } from "@/lib/printSoon";
import { useProjectAt } from "@/lib/useProjectAt";

type PastPlanProps = OpenedPlanProps & { at: number };

/** A view of a plan as it was at a version, for looking. */
export default function PastPlan(props: PastPlanProps) {
  const { projectId, at } = props;
  const found = useProjectAt(projectId, at);
  const day = useDayOf(projectId, at);
  const navigate = useNavigate();
  const open = (task: string) => {
    void navigate({
      to: "/projects/$projectId/history",
      params: { projectId },
      search: { version: at, task },
    });
  };
  const failed = [found, day].find((query) => query.isError);
  if (failed) {
    return (
      <NotThere projectId={projectId} error={failed.error} onRetry={() => void failed.refetch()} />
    );
  }
  // By another day than its own, other tasks would be late for a moment.
  if (!found.data || day.isLoading) return <Loading />;
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
      <DayShown value={day.data}>
        <PlanFrame
          {...props}
          plan={plan}
          title={plan.project.title}
          header={<PastHeader projectId={projectId} title={plan.project.title} name={props.name} />}
          notice={notice}
        >
          {(matching) => props.children({ plan, matching, version: at, make: null, open })}
        </PlanFrame>
      </DayShown>
    </AtVersion>
  );
}

interface PastHeaderProps {
  projectId: string;
  title: string;
  /** What the view is called. */
  name: string;
}

/** What was cannot be changed: its title, and the ways to see more of it. */
function PastHeader({ projectId, title, name }: PastHeaderProps) {
  return (
    <header className="pt-5 pb-3">
      <div className="relative flex items-start gap-3">
        <h1 className="min-w-0 flex-1 text-xl font-semibold max-sm:text-lg tracking-tight [overflow-wrap:anywhere]">
          {title}
          <span className="sr-only">{`: ${name}`}</span>
        </h1>
        <HistoryLink projectId={projectId} />
        <IconButton icon="print" label="Print" shortcut="Ctrl+P" onPress={printSoon} />
      </div>
      <div className="mt-2">
        <ProjectViews projectId={projectId} />
      </div>
    </header>
  );
}
