import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";

import { Icon } from "@/components/ui/Icon";
import { POPOVER } from "@/components/ui/Menu";
import { FIELD, LABEL } from "@/components/ui/TextField";
import { classes } from "@/lib/classes";

/** How an option of a list looks. */
export const OPTION =
  "flex min-h-8 cursor-default items-center gap-2.5 rounded-md px-2 py-1 text-base outline-none focus:bg-sunken data-[focused]:bg-sunken";

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  names: Readonly<Record<Value, string>>;
  onChange: (value: Value) => void;
  markOf?: (value: Value) => ReactNode;
  /** Whether the label is only said, and the button has no frame: for headings. */
  quiet?: boolean;
}

/** A choice of one out of a few named values. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, names, onChange, markOf, quiet } = props;
  const values = Object.keys(names) as Value[];
  return (
    <AriaSelect
      aria-label={quiet ? label : undefined}
      value={value}
      onChange={(key) => {
        if (key !== null && key !== value) onChange(key as Value);
      }}
    >
      {!quiet && <Label className={LABEL}>{label}</Label>}
      <Button
        className={classes(
          "flex items-center gap-2 text-left",
          quiet ? "rounded-full border px-2.5 py-0.5 text-sm hover:bg-sunken" : FIELD,
        )}
      >
        {markOf?.(value)}
        <SelectValue className="flex-1 truncate">{names[value]}</SelectValue>
        <Icon name="chevronDown" width={14} height={14} className="text-muted print:hidden" />
      </Button>
      <Popover className={POPOVER}>
        <ListBox className="max-h-[50dvh] overflow-y-auto p-1 outline-none">
          {values.map((one) => (
            <ListBoxItem key={one} id={one} textValue={names[one]} className={OPTION}>
              {markOf?.(one)}
              <span className="flex-1">{names[one]}</span>
              {one === value && <Icon name="check" className="text-accent" />}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
