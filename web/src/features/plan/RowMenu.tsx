import { useRef } from "react";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";

import type { TreeState } from "@/components/tree/useTreeState";
import { StatusMark } from "@/components/task/Marks";
import { STATUS_NAMES } from "@/components/task/words";
import { Icon } from "@/components/ui/Icon";
import { Keys } from "@/components/ui/Keys";
import { MENU_ITEM, POPOVER, type MenuEntry } from "@/components/ui/Menu";
import type { OpenMenu, PlanEditing } from "@/features/plan/usePlanEditing";
import { classes } from "@/lib/classes";
import type { Task, TaskStatus } from "@/patch/model";
import { childrenOf, type Plan } from "@/patch/plan";

interface RowMenuProps {
  menu: OpenMenu;
  plan: Plan;
  state: TreeState;
  editing: PlanEditing;
  onClose: () => void;
  onOpen: (id: string) => void;
  onBreakDown: (task: Task) => void;
}

/** The list that opens beside a row: the statuses, or what can be done with the task. */
export function RowMenu(props: RowMenuProps) {
  const { menu, plan, editing, onClose } = props;
  const anchor = useRef<Element | null>(menu.anchor);
  const task = plan.tasks.get(menu.id);
  if (!task) return null;
  const entries = menu.kind === "status" ? statuses(task, editing) : actions(task, props);
  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      placement="bottom start"
      aria-label={menu.kind === "status" ? "Status" : "Actions"}
      className={POPOVER}
    >
      <Menu
        aria-label={menu.kind === "status" ? "Status" : "Actions"}
        autoFocus="first"
        className="max-h-[60dvh] overflow-y-auto p-1 outline-none"
        {...(menu.kind === "status"
          ? { selectionMode: "single" as const, selectedKeys: [task.status] }
          : {})}
        onClose={onClose}
      >
        {entries.map((entry) => (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.label}
            isDisabled={entry.disabled}
            onAction={entry.onAction}
            className={classes(MENU_ITEM, entry.danger && "text-removed")}
          >
            {entry.icon && <Icon name={entry.icon} className={entry.danger ? "" : "text-muted"} />}
            {entry.mark}
            <span className="flex-1">{entry.label}</span>
            {entry.checked && <Icon name="check" className="text-accent" />}
            {entry.shortcut && (
              <span className="pointer-coarse:hidden">
                <Keys keys={entry.shortcut} />
              </span>
            )}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}

function statuses(task: Task, editing: PlanEditing): MenuEntry[] {
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

function actions(
  task: Task,
  { plan, state, editing, onOpen, onBreakDown }: RowMenuProps,
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
