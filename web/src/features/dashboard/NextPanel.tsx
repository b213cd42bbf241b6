import { Failure } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import { Panel } from "@/features/dashboard/Panel";
import { TaskLine } from "@/features/dashboard/TaskLine";
import { useNext } from "@/features/dashboard/useNext";
import { shortDate } from "@/lib/time";

const NO_TASKS = { now: "There are no tasks yet.", then: "There were no tasks yet." };
const NOTHING = {
  now: "Nothing can be started: all is done, or waits for something.",
  then: "Nothing could be started: all was done, or waited for something.",
};

interface NextPanelProps {
  projectId: string;
  version: number;
  isPast: boolean;
  /** Whether there is no task at all. */
  isEmpty: boolean;
  /** The day on which it is next, or was. */
  today: string;
}

/** What could be worked on, and why that first. */
export function NextPanel({ projectId, version, isPast, isEmpty, today }: NextPanelProps) {
  const next = useNext(projectId, version, isPast);
  const when = isPast ? "then" : "now";
  return (
    <Panel title={isPast ? "What was next" : "What is next"}>
      {next.isPending ? (
        <SkeletonList label="What is next is being loaded" lines={3} />
      ) : next.isError ? (
        <Failure
          title="What is next could not be loaded"
          error={next.error}
          onRetry={() => void next.refetch()}
        />
      ) : next.data.items.length === 0 ? (
        <p className="text-muted">{isEmpty ? NO_TASKS[when] : NOTHING[when]}</p>
      ) : (
        <ol className="-my-1.5 divide-y">
          {next.data.items.map(({ task_id, number, title, why }) => (
            <TaskLine key={task_id} projectId={projectId} task={{ id: task_id, number, title }}>
              {why.map((reason) => withShortDates(reason, today)).join(" · ")}
            </TaskLine>
          ))}
        </ol>
      )}
    </Panel>
  );
}

/** A reason in the words of the server, its dates (`2026-11-23`) as they are everywhere here. */
function withShortDates(reason: string, today: string): string {
  return reason.replace(/\d{4}-\d\d-\d\d/g, (date) => shortDate(date, today));
}
