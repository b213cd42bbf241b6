import type { ReactNode, RefObject } from "react";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";

import { Icon } from "@/components/ui/Icon";
import { OPTION, POPOVER } from "@/components/ui/popover";
import { classes } from "@/lib/classes";

interface Option {
  readonly id: string;
  readonly name: string;
  readonly mark: ReactNode;
}

interface SelectListProps {
  /** What it opens below. */
  anchor: RefObject<Element | null>;
  label: string;
  value: string;
  options: readonly Option[];
  onChoose: (id: string) => void;
  onClose: () => void;
}

/** The values that can be chosen, open. */
export default function SelectList(props: SelectListProps) {
  const { anchor, label, value, options, onChoose, onClose } = props;
  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      placement="bottom start"
      aria-label={label}
      className={classes(POPOVER, "min-w-(--trigger-width)")}
    >
      <ListBox
        aria-label={label}
        autoFocus
        selectionMode="single"
        shouldSelectOnPressUp
        selectedKeys={[value]}
        // Choosing what holds already would take the choice back: it stays.
        onSelectionChange={(keys) => {
          onChoose([...(keys as Set<string>)].at(0) ?? value);
        }}
        className="max-h-[50dvh] overflow-y-auto p-1 outline-none"
      >
        {options.map(({ id, name, mark }) => (
          <ListBoxItem key={id} id={id} textValue={name} className={OPTION}>
            {mark}
            <span className="flex-1">{name}</span>
            {id === value && <Icon name="check" className="text-accent" />}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  );
}
