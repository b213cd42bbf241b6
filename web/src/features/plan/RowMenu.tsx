import { useRef } from "react";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";

import { Icon } from "@/components/ui/Icon";
import { Keys } from "@/components/ui/Keys";
import { MENU_ITEM, POPOVER } from "@/components/ui/Menu";
import { rowActions, statusActions, type RowContext } from "@/features/plan/rowActions";
import type { OpenMenu } from "@/features/plan/usePlanEditing";
import { classes } from "@/lib/classes";

interface RowMenuProps extends RowContext {
  menu: OpenMenu;
  onClose: () => void;
}

/** The list that opens beside a row: the statuses, or what can be done with the task. */
export function RowMenu(props: RowMenuProps) {
  const { menu, plan, editing, onClose } = props;
  const anchor = useRef<Element | null>(menu.anchor);
  const task = plan.tasks.get(menu.id);
  if (!task) return null;
  const entries = menu.kind === "status" ? statusActions(task, editing) : rowActions(task, props);
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
