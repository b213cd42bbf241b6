import { Suspense, type ReactElement } from "react";
import { ButtonContext } from "react-aria-components/Button";

import { lazily } from "@/components/ui/lazily";
import type { MenuEntry } from "@/components/ui/menuEntry";
import { useOpener } from "@/components/ui/useOpener";

const load = () => import("@/components/ui/MenuList");
const MenuList = lazily(load);

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
