import type { ReactNode } from "react";

import { TaskLink } from "@/components/project/TaskLink";
import { handleOf } from "@/patch/handle";

interface TaskLineProps {
  projectId: string;
  task: { readonly id: string; readonly number: number; readonly title: string };
  children?: ReactNode;
}

/** A task in a list, which leads to it; below its title what is to be said of it. */
export function TaskLine({ projectId, task, children }: TaskLineProps) {
  return (
    <li className="py-1.5">
      <TaskLink
        projectId={projectId}
        taskId={task.id}
        className="flex items-baseline gap-2 rounded-sm pointer-coarse:py-1.5 hover:text-accent"
      >
        <span className="w-9 shrink-0 text-sm text-faint tabular-nums">{handleOf(task)}</span>
        <span className="min-w-0 [overflow-wrap:anywhere]">{task.title}</span>
      </TaskLink>
      {children && <p className="pl-11 text-sm text-muted">{children}</p>}
    </li>
  );
}
