import { useSyncExternalStore } from "react";

import { TaskFacts } from "@/components/diff/TaskFacts";
import type { Recording } from "@/features/history/recording/Recording";
import type { Whereabouts } from "@/features/history/travel/Whereabouts";
import { handleOf } from "@/patch/handle";
import type { Plan } from "@/patch/plan";

interface TaskPastProps {
  taskId: string;
  recording: Pick<Recording, "at" | "nearest">;
  whereabouts: Whereabouts;
}

/**
 * What a task said at the version that the tree shows, also while one moves through them; nothing where
 * there was no such task. Its changes are listed below it.
 */
export function TaskPast({ taskId, recording, whereabouts }: TaskPastProps) {
  const wanted = useSyncExternalStore(whereabouts.subscribe, whereabouts.version);
  // While that is being loaded, the tree shows the nearest to it, too.
  const version = recording.nearest(wanted);
  const plan = recording.at(version);
  const task = plan?.tasks.get(taskId);
  if (!plan || !task) return null;
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
