import { PriorityMark, StatusMark } from "@/components/task/Marks";
import { PRIORITY_NAMES, STATUS_NAMES } from "@/components/task/words";
import { toggled } from "@/components/tree/selecting";
import type { TreeState } from "@/components/tree/useTreeState";
import type { MenuEntry } from "@/components/ui/menuEntry";
import type { Clipboard } from "@/features/plan/clipboard/useClipboard";
import type { PlanEditing } from "@/features/plan/usePlanEditing";
import type { Priority, Task, TaskStatus } from "@/patch/model";
import { childrenOf, type Plan } from "@/patch/plan";

/** What the actions on a task need to know and to ask. */
export interface RowContext {
  plan: Plan;
  state: TreeState;
  editing: PlanEditing;
  clipboard: Pick<Clipboard, "copy" | "paste" | "canPaste">;
  onOpen: (id: string) => void;
  onBreakDown: (task: Task) => void;
}

/** The statuses that a task can have. */
export function statusActions(task: Task, editing: PlanEditing): MenuEntry[] {
  return (Object.keys(STATUS_NAMES) as TaskStatus[]).map((status) => ({
    id: status,
    label: STATUS_NAMES[status],
    mark: <StatusMark status={status} />,
    checked: status === task.status,
    onAction: () => {
      if (status !== task.status) editing.set(task.id, { status });
    },
  }));
}

/** What can be done with one task. */
export function rowActions(
  task: Task,
  { plan, state, editing, clipboard, onOpen, onBreakDown }: RowContext,
): MenuEntry[] {
  const { tree } = editing;
  const siblings = childrenOf(plan, task.parent_id);
  const isFirst = siblings[0] === task.id;
  const isLast = siblings.at(-1) === task.id;
  const shift = (way: "up" | "down" | "in" | "out") => () => {
    tree.shift(task.id, way);
  };
  return [
    {
      id: "open",
      label: "Details",
      icon: "panel",
      shortcut: "Space",
      onAction: () => {
        onOpen(task.id);
      },
    },
    {
      id: "split",
      label: "Break down",
      icon: "split",
      shortcut: "B",
      onAction: () => {
        onBreakDown(task);
      },
    },
    {
      id: "rename",
      label: "Rename",
      icon: "pencil",
      shortcut: "Enter",
      onAction: () => {
        state.rename(task.id);
      },
    },
    {
      id: "select",
      label: state.selection.ids.has(task.id) ? "Do not select" : "Select",
      icon: "check",
      shortcut: "Ctrl+Space",
      onAction: () => {
        state.select((before) => toggled(before, task.id));
      },
    },
    {
      id: "below",
      label: "Add a task below",
      icon: "plus",
      shortcut: "Shift+Enter",
      onAction: () => {
        state.add({ parentId: task.parent_id, afterId: task.id });
      },
    },
    {
      id: "inside",
      label: "Add a sub-task",
      icon: "indent",
      shortcut: "Ctrl+Enter",
      onAction: () => {
        state.expand([task.id]);
        state.add({ parentId: task.id, afterId: childrenOf(plan, task.id).at(-1) ?? null });
      },
    },
    {
      id: "up",
      label: "Move up",
      icon: "arrowUp",
      shortcut: "Alt+↑",
      disabled: isFirst,
      onAction: shift("up"),
    },
    {
      id: "down",
      label: "Move down",
      icon: "arrowDown",
      shortcut: "Alt+↓",
      disabled: isLast,
      onAction: shift("down"),
    },
    {
      id: "in",
      label: "Move in",
      icon: "indent",
      shortcut: "Alt+→",
      disabled: isFirst,
      onAction: shift("in"),
    },
    {
      id: "out",
      label: "Move out",
      icon: "outdent",
      shortcut: "Alt+←",
      disabled: task.parent_id === null,
      onAction: shift("out"),
    },
    {
      id: "copy",
      label: "Copy with all below",
      icon: "copy",
      shortcut: "Ctrl+C",
      onAction: () => {
        clipboard.copy(task.id, false);
      },
    },
    {
      id: "cut",
      label: "Cut",
      icon: "cut",
      shortcut: "Ctrl+X",
      onAction: () => {
        clipboard.copy(task.id, true);
      },
    },
    {
      id: "paste",
      label: "Paste below",
      icon: "paste",
      shortcut: "Ctrl+V",
      disabled: !clipboard.canPaste,
      onAction: () => {
        clipboard.paste(task.id);
      },
    },
    {
      id: "delete",
      label: "Delete",
      icon: "trash",
      shortcut: "Delete",
      danger: true,
      onAction: () => {
        tree.remove(task.id);
      },
    },
  ];
}

/** The priorities that a task can have. */
export function priorityActions(task: Task, editing: PlanEditing): MenuEntry[] {
  return (Object.keys(PRIORITY_NAMES) as Priority[]).map((priority) => ({
    id: priority,
    label: PRIORITY_NAMES[priority],
    mark: <PriorityMark priority={priority} />,
    checked: priority === task.priority,
    onAction: () => {
      if (priority !== task.priority) editing.set(task.id, { priority });
    },
  }));
}
