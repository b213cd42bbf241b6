import { TaskFacts } from "@/components/diff/TaskFacts";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";
import type { Plan } from "@/patch/plan";

interface TaskPastProps {
  task: Task;
  plan: Plan;
  version: number;
}

/** What a task said at a version. Its changes are listed below it. */
export function TaskPast({ task, plan, version }: TaskPastProps) {
  return (
    <details open className="relative max-h-[45%] shrink-0 overflow-y-auto border-b px-4 py-3">
      <summary className="cursor-pointer font-semibold [overflow-wrap:anywhere]">
        {handleOf(task)} {task.title}
        <span className="ml-2 text-sm font-normal text-muted">at version {version}</span>
      </summary>
      <TaskFacts task={task} nameOf={(id) => nameIn(plan, id)} />
    </details>
  );
}

/** What a task is called in a plan that may not have it. */
export function nameIn(plan: Plan, id: string): string {
  const task = plan.tasks.get(id);
  return task ? `${handleOf(task)} “${task.title}”` : "a task that is not in this version";
}
