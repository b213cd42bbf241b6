import type { RefObject } from "react";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";

import { Icon } from "@/components/ui/Icon";
import { Keys } from "@/components/ui/Keys";
import type { MenuEntry } from "@/components/ui/menuEntry";
import { POPOVER } from "@/components/ui/popover";
import { classes } from "@/lib/classes";

interface MenuListProps {
  /** What it opens beside. */
  anchor: RefObject<Element | null>;
  label: string;
  entries: readonly MenuEntry[];
  onClose: () => void;
}

const ITEM =
  "flex min-h-8 cursor-default pointer-coarse:min-h-11 items-center gap-2.5 rounded-md px-2 py-1 text-base outline-none focus:bg-sunken data-[disabled]:text-faint";

/** The list of a menu, open. */
export default function MenuList({ anchor, label, entries, onClose }: MenuListProps) {
  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      placement="bottom start"
      aria-label={label}
      className={POPOVER}
    >
      <Menu
        aria-label={label}
        autoFocus="first"
        className="max-h-[inherit] fades-below overflow-y-auto p-1 outline-none"
        onClose={onClose}
        {...choiceOf(entries)}
      >
        {entries.map((entry) => (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.label}
            isDisabled={entry.disabled}
            onAction={entry.onAction}
            className={classes(ITEM, entry.danger && "text-removed")}
          >
            {entry.icon && <Icon name={entry.icon} className={entry.danger ? "" : "text-muted"} />}
            {entry.mark}
            <span className="flex-1">
              {entry.label}
              {entry.hint && <span className="block text-xs text-muted">{entry.hint}</span>}
            </span>
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

/** Where some entries are checked, the menu is a choice of one. */
function choiceOf(entries: readonly MenuEntry[]) {
  if (entries.every((entry) => entry.checked === undefined)) return {};
  const selectedKeys = entries.filter((entry) => entry.checked).map((entry) => entry.id);
  return { selectionMode: "single" as const, selectedKeys };
}
