import { TaskLink } from "@/components/project/TaskLink";
import { formatDuration } from "@/lib/duration";
import { criticalPath } from "@/patch/critical";
import { handleOf } from "@/patch/handle";
import type { Plan } from "@/patch/plan";
import { DEFAULT_MINUTES } from "@/patch/workGraph";

/** So many tasks are named. */
const SHOWN = 40;

/** The critical path in words: how long it is, what is on it, and what that means. */
export function CriticalNote({ projectId, plan }: { projectId: string; plan: Plan }) {
  const { tasks, minutes } = criticalPath(plan);
  if (tasks.length === 0) {
    return (
      <p className="text-sm text-muted">No critical path: no open task waits for another one.</p>
    );
  }
  const onIt = tasks.slice(0, SHOWN).flatMap((id) => plan.tasks.get(id) ?? []);
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-ink">
        <span className="font-medium text-removed">Critical path</span>
        {`: ${tasks.length === 1 ? "1 task" : `${tasks.length} tasks`}, ${formatDuration(minutes)} of work`}
      </summary>
      <p className="mt-1 max-w-prose text-muted">
        {`The longest chain of open tasks that wait for each other. If one of them takes longer, so does the whole plan; what is not on it has time to spare. It is counted in estimated work, a task without an estimate as ${formatDuration(DEFAULT_MINUTES)}, and not in dates.`}
      </p>
      <ol
        aria-label="Tasks on the critical path"
        className="mt-1 flex max-h-28 flex-wrap gap-x-4 gap-y-0.5 overflow-y-auto"
      >
        {onIt.map((task) => (
          <li key={task.id} className="max-w-80 truncate">
            <TaskLink projectId={projectId} taskId={task.id} className="hover:text-accent">
              <span className="font-mono text-xs text-faint">{handleOf(task)}</span>{" "}
              {`${task.title} · ${formatDuration(task.estimated_minutes ?? DEFAULT_MINUTES)}`}
            </TaskLink>
          </li>
        ))}
        {tasks.length > SHOWN && <li>{`and ${tasks.length - SHOWN} more`}</li>}
      </ol>
    </details>
  );
}
