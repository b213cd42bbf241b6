import type { ReactNode } from "react";

import { marked } from "@/components/palette/marked";
import { Option } from "@/components/palette/Option";
import { Parts } from "@/components/palette/Parts";
import type { Chosen } from "@/components/palette/useChosen";
import { Icon, type IconName } from "@/components/ui/Icon";
import { Keys } from "@/components/ui/Keys";

/** One line of the palette. */
export interface Item {
  /** What tells it from all others. */
  readonly id: string;
  readonly text: string;
  readonly icon?: IconName;
  readonly mark?: ReactNode;
  readonly shortcut?: string;
  readonly isChecked?: boolean;
  /** More about it, in small. */
  readonly about?: ReactNode;
  readonly onChoose: () => void;
}

interface PaletteItemProps {
  item: Item;
  /** What was typed: those words are marked in it. */
  typed: string;
  chosen: Chosen;
}

export function PaletteItem({ item, typed, chosen }: PaletteItemProps) {
  const { id, text, icon, mark, shortcut, isChecked, about, onChoose } = item;
  return (
    <Option id={id} chosen={chosen} onAction={onChoose} className="items-center">
      <span className="grid size-4 shrink-0 place-items-center text-muted">
        {mark ?? (icon && <Icon name={icon} />)}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block [overflow-wrap:anywhere]">
          <Parts parts={marked(text, typed)} />
        </span>
        {about && <span className="block truncate text-sm text-muted">{about}</span>}
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
    </Option>
  );
}
