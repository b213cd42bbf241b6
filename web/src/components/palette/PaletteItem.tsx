import { CommandItem } from "cmdk";
import type { ReactNode } from "react";

import { marked, type Part } from "@/components/palette/marked";
import { Icon, type IconName } from "@/components/ui/Icon";
import { Keys } from "@/components/ui/Keys";

interface PaletteItemProps {
  /** What tells it from all others. */
  id: string;
  onChoose: () => void;
  icon?: IconName;
  mark?: ReactNode;
  /** Its name, and what was typed: those words are marked in it. */
  text: string;
  typed: string;
  shortcut?: string;
  isChecked?: boolean;
  children?: ReactNode;
}

/** One line of the palette. */
export function PaletteItem(props: PaletteItemProps) {
  const { id, onChoose, icon, mark, text, typed, shortcut, isChecked, children } = props;
  return (
    <CommandItem
      value={id}
      onSelect={onChoose}
      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-sunken data-[selected=true]:shadow-[inset_3px_0_0_var(--color-accent)]"
    >
      <span className="grid size-4 shrink-0 place-items-center text-muted">
        {mark ?? (icon && <Icon name={icon} />)}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block [overflow-wrap:anywhere]">
          <Parts parts={marked(text, typed)} />
        </span>
        {children && <span className="block truncate text-sm text-muted">{children}</span>}
      </span>
      {isChecked && (
        <>
          <Icon name="check" className="text-accent" />
          <span className="sr-only">, as it is now</span>
        </>
      )}
      {shortcut && (
        <span className="pointer-coarse:hidden">
          <Keys keys={shortcut} />
        </span>
      )}
    </CommandItem>
  );
}

/** A text in which what was looked for is marked. */
export function Parts({ parts }: { parts: readonly Part[] }) {
  return parts.map(({ text, hit }, place) =>
    hit ? (
      <mark key={place} className="bg-transparent font-semibold text-accent">
        {text}
      </mark>
    ) : (
      <span key={place}>{text}</span>
    ),
  );
}
