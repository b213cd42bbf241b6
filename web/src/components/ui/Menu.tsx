import { lazy, Suspense, type ReactElement, type ReactNode } from "react";
import { ButtonContext } from "react-aria-components/Button";

import type { IconName } from "@/components/ui/Icon";
import { useOpener } from "@/components/ui/useOpener";

const load = () => import("@/components/ui/MenuList");
const MenuList = lazy(load);

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

/** A button that opens a list of actions. */
export function Menu({ trigger, label, entries }: MenuProps) {
  const { anchor, button, isOpen, close } = useOpener("menu", load);
  return (
    <>
      <ButtonContext value={button}>{trigger}</ButtonContext>
      {isOpen && (
        <Suspense>
          <MenuList anchor={anchor} label={label} entries={entries} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
