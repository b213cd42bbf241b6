import { Handle, Position, useStore, type Node, type NodeProps } from "@xyflow/react";
import { Button as AriaButton } from "react-aria-components/Button";

import { TaskLink } from "@/components/project/TaskLink";
import { StatusMark } from "@/components/task/Marks";
import { STATUS_NAMES } from "@/components/task/words";
import { Icon } from "@/components/ui/Icon";
import { Menu } from "@/components/ui/Menu";
import { NODE } from "@/features/graph/layout";
import { classes } from "@/lib/classes";
import { useMedia } from "@/lib/useMedia";
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

/** A task in the drawing: its title opens it, its buttons show what is around or below it. */
export function TaskNode({ data }: NodeProps<TaskNodeType>) {
  const { task, hidden, isCritical, isFocus } = data;
  const room = useRoom();
  return (
    <div
      className={classes(
        "pointer-events-auto flex cursor-default items-stretch gap-1.5 overflow-hidden rounded-md border bg-raised pl-2 text-left text-sm shadow-raised",
        isCritical && "border-removed",
        isFocus && "border-accent ring-2 ring-accent",
        hidden > 0 && "border-double border-4",
      )}
      style={NODE}
    >
      <Handle type="target" position={Position.Left} className="opacity-0" isConnectable={false} />
      <StatusMark status={task.status} className="mt-2" />
      <Title {...data} isLink={room !== "none"} />
      {room !== "none" && <Actions {...data} inRow={room === "row"} />}
      <Handle type="source" position={Position.Right} className="opacity-0" isConnectable={false} />
    </div>
  );
}

const TITLE = "nodrag nopan min-w-0 flex-1 py-1.5 pr-1 text-base leading-5";

/** The task's name, as large as the whole task: it leads there. */
function Title({ task, isCritical, projectId, isLink }: TaskNodeData & { isLink: boolean }) {
  const name = (
    <span className="line-clamp-2 [overflow-wrap:anywhere]">
      <span className="font-mono text-xs text-faint">{handleOf(task)}</span> {task.title}
      <span className="sr-only">
        {`, ${STATUS_NAMES[task.status]}${isCritical ? ", on the critical path" : ""}`}
      </span>
    </span>
  );
  if (!isLink) return <p className={TITLE}>{name}</p>;
  return (
    <TaskLink
      {...{ projectId }}
      taskId={task.id}
      draggable={false}
      title={task.title}
      className={classes(TITLE, "hover:text-accent")}
    >
      {name}
    </TaskLink>
  );
}

const BUTTON =
  "graph-target nodrag nopan grid shrink-0 place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink";

/** What can be shown of a task; a thumb has one button for both. */
function Actions({
  task,
  hidden,
  isFocus,
  onFocus,
  onToggle,
  inRow,
}: TaskNodeData & { inRow: boolean }) {
  const isCoarse = useMedia(COARSE);
  const handle = handleOf(task);
  const around = {
    id: "around",
    icon: "search" as const,
    label: `Show the tasks around ${handle}`,
    onAction: () => {
      onFocus(task.id);
    },
  };
  const below = {
    id: "below",
    icon: "plus" as const,
    label: `Show the ${hidden} below ${handle}`,
    onAction: () => {
      onToggle(task.id);
    },
  };
  const actions = [...(isFocus ? [] : [around]), ...(hidden > 0 ? [below] : [])];
  if (isCoarse && actions.length > 1) {
    const label = `What to show of ${handle}`;
    return (
      <Menu
        label={label}
        trigger={
          <AriaButton aria-label={label} className={BUTTON}>
            <Icon name="dots" />
          </AriaButton>
        }
        entries={actions}
      />
    );
  }
  return (
    <div className={classes("flex", !inRow && "flex-col")}>
      {actions.map(({ id, label, icon, onAction }) => (
        <button
          key={id}
          type="button"
          aria-label={label}
          title={label}
          className={BUTTON}
          onClick={onAction}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}

const COARSE = "(pointer: coarse)";
/** From how large a task is drawn there is room for what is pressed, and for one below the other. */
const ROOM = { fine: { row: 0.45, column: 0.8 }, coarse: { row: 0.75, column: 2 } } as const;

/**
 * How what is pressed stands in a task that is drawn as large as it is now; "none": it would be too
 * small, or cover the whole task.
 */
function useRoom(): "none" | "row" | "column" {
  const { row, column } = ROOM[useMedia(COARSE) ? "coarse" : "fine"];
  return useStore(({ transform: [, , zoom] }) =>
    zoom < row ? "none" : zoom < column ? "row" : "column",
  );
}
