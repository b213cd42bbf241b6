import { useMemo } from "react";

import { TaskLink } from "@/components/project/TaskLink";
import { StatusMark } from "@/components/task/Marks";
import { STATUS_NAMES } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import { neighboursOf, type Links } from "@/features/graph/links";
import { criticalPath } from "@/patch/critical";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";
import type { Plan } from "@/patch/plan";

interface LinkListProps {
  projectId: string;
  plan: Plan;
  links: Links;
  focus: string | null;
  onFocus: (taskId: string) => void;
  onToggle: (taskId: string) => void;
}

/** The same as the drawing in words: for each task what it waits for, and what waits for it. */
export function LinkList({ projectId, plan, links, focus, onFocus, onToggle }: LinkListProps) {
  const critical = new Set(criticalPath(plan).tasks);
  const { earlier, later } = useMemo(() => neighboursOf(links.links), [links]);
  const tasksOf = (ids: readonly string[] = []) => ids.flatMap((id) => plan.tasks.get(id) ?? []);
  return (
    <ul
      aria-label="Tasks with dependencies"
      className="relative min-h-0 flex-1 divide-y overflow-y-auto rounded-lg border bg-surface print:overflow-visible"
    >
      {links.nodes.map(({ task, hidden }) => (
        <li key={task.id} className="flex flex-wrap items-start gap-x-3 gap-y-1 px-3 py-2">
          <div className="min-w-0 flex-1 basis-64">
            <p className="flex items-baseline gap-2">
              <StatusMark status={task.status} className="translate-y-0.5" />
              <span className="sr-only">{`${STATUS_NAMES[task.status]}: `}</span>
              <Named projectId={projectId} task={task} />
              {critical.has(task.id) && (
                <span className="text-sm font-medium text-removed">critical path</span>
              )}
              {hidden > 0 && (
                <span className="text-sm text-muted">{`with ${hidden} below it`}</span>
              )}
            </p>
            <Neighbours
              title="Waits for"
              projectId={projectId}
              tasks={tasksOf(earlier.get(task.id))}
            />
            <Neighbours
              title="Leads to"
              projectId={projectId}
              tasks={tasksOf(later.get(task.id))}
            />
          </div>
          {hidden > 0 && (
            <Button
              size="sm"
              onPress={() => {
                onToggle(task.id);
              }}
            >
              {`Show the ${hidden} below ${handleOf(task)}`}
            </Button>
          )}
          {task.id !== focus && (
            <Button
              size="sm"
              variant="quiet"
              onPress={() => {
                onFocus(task.id);
              }}
            >
              {`Around ${handleOf(task)}`}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

interface NeighboursProps {
  title: string;
  projectId: string;
  tasks: readonly Task[];
}

function Neighbours({ title, projectId, tasks }: NeighboursProps) {
  if (tasks.length === 0) return null;
  return (
    <p className="pl-6 text-sm text-muted">
      {`${title}: `}
      {tasks.map((task, index) => (
        <span key={task.id}>
          {index > 0 && ", "}
          <Named projectId={projectId} task={task} />
        </span>
      ))}
    </p>
  );
}

function Named({ projectId, task }: { projectId: string; task: Task }) {
  return (
    <TaskLink
      projectId={projectId}
      taskId={task.id}
      className="[overflow-wrap:anywhere] hover:text-accent"
    >
      <span className="font-mono text-xs text-faint">{handleOf(task)}</span> {task.title}
    </TaskLink>
  );
}
