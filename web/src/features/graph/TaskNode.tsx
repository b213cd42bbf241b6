import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";

import { TaskLink } from "@/components/project/TaskLink";
import { StatusMark } from "@/components/task/Marks";
import { STATUS_NAMES } from "@/components/task/words";
import { Icon } from "@/components/ui/Icon";
import { NODE } from "@/features/graph/layout";
import { classes } from "@/lib/classes";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";

interface TaskNodeData extends Record<string, unknown> {
  task: Task;
  hidden: number;
  isOpen: boolean;
  isCritical: boolean;
  isFocus: boolean;
  projectId: string;
  onFocus: (taskId: string) => void;
  onToggle: (taskId: string) => void;
}

/** A task as it stands in the drawing. */
export type TaskNodeType = Node<TaskNodeData, "task">;

const BUTTON =
  "nodrag nopan grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink pointer-coarse:h-7.5 pointer-coarse:w-8";

/** A task in the drawing: its title opens it, its buttons show what is around or below it. */
export function TaskNode({ data }: NodeProps<TaskNodeType>) {
  const { task, hidden, isCritical, isFocus, projectId, onFocus, onToggle } = data;
  const handle = handleOf(task);
  return (
    <div
      className={classes(
        "pointer-events-auto flex cursor-default items-start gap-1.5 overflow-hidden rounded-md border bg-raised px-2 py-1.5 text-left text-sm shadow-raised",
        isCritical && "border-removed",
        isFocus && "border-accent ring-2 ring-accent",
        hidden > 0 && "border-double border-4 py-0.5",
      )}
      style={NODE}
    >
      <Handle type="target" position={Position.Left} className="opacity-0" isConnectable={false} />
      <StatusMark status={task.status} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <TaskLink
          {...{ projectId }}
          taskId={task.id}
          draggable={false}
          title={task.title}
          className="nodrag nopan line-clamp-2 text-base leading-5 [overflow-wrap:anywhere] hover:text-accent"
        >
          <span className="font-mono text-xs text-faint">{handle}</span> {task.title}
          <span className="sr-only">
            {`, ${STATUS_NAMES[task.status]}${isCritical ? ", on the critical path" : ""}`}
          </span>
        </TaskLink>
      </div>
      <div className="-my-0.5 flex flex-col pointer-coarse:-mr-1">
        {!isFocus && (
          <button
            type="button"
            aria-label={`Show the tasks around ${handle}`}
            title="Show what it waits for and what waits for it"
            className={BUTTON}
            onClick={() => {
              onFocus(task.id);
            }}
          >
            <Icon name="search" />
          </button>
        )}
        {hidden > 0 && (
          <button
            type="button"
            aria-label={`Show the ${hidden} below ${handle}`}
            title={`Show the ${hidden} below it`}
            className={BUTTON}
            onClick={() => {
              onToggle(task.id);
            }}
          >
            <Icon name="plus" />
          </button>
        )}
      </div>
      <Handle type="source" position={Position.Right} className="opacity-0" isConnectable={false} />
    </div>
  );
}
