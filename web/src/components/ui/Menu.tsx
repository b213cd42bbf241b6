import type { ReactElement, ReactNode } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";

import { Icon, type IconName } from "@/components/ui/Icon";
import { Keys } from "@/components/ui/Keys";
import { classes } from "@/lib/classes";

/** One line of a menu. */
export interface MenuEntry {
  id: string;
  label: string;
  icon?: IconName;
  mark?: ReactNode;
  shortcut?: string;
  /** More about it, in small. */
  hint?: string;
  danger?: boolean;
  /** Whether this is the one of several that holds now. */
  checked?: boolean;
  disabled?: boolean;
  onAction: () => void;
}

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  label: string;
  entries: readonly MenuEntry[];
}

/** How a line of a menu looks. */
export const MENU_ITEM =
  "flex min-h-8 cursor-default pointer-coarse:min-h-11 items-center gap-2.5 rounded-md px-2 py-1 text-base outline-none focus:bg-sunken data-[disabled]:text-faint";

/** A button that opens a list of actions. */
export function Menu({ trigger, label, entries }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={POPOVER}>
        <AriaMenu
          aria-label={label}
          className="max-h-[60dvh] overflow-y-auto p-1 outline-none"
          {...choiceOf(entries)}
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
              {entry.icon && <Icon name={entry.icon} className="text-muted" />}
              {entry.mark}
              <span className="flex-1">
                {entry.label}
                {entry.hint && <span className="block text-xs text-muted">{entry.hint}</span>}
              </span>
              {entry.checked && <Icon name="check" className="text-accent" />}
              {entry.shortcut && <Keys keys={entry.shortcut} />}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

/** The look of whatever opens beside its button. */
export const POPOVER =
  "min-w-48 max-w-[calc(100vw-1rem)] animate-appear rounded-lg bg-raised shadow-floating";

/** Where some entries are checked, the menu is a choice of one. */
function choiceOf(entries: readonly MenuEntry[]) {
  if (entries.every((entry) => entry.checked === undefined)) return {};
  const selectedKeys = entries.filter((entry) => entry.checked).map((entry) => entry.id);
  return { selectionMode: "single" as const, selectedKeys };
}
