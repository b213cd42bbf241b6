import { Suspense, useId, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";

import { Icon } from "@/components/ui/Icon";
import { lazily } from "@/components/ui/lazily";
import { FIELD, LABEL } from "@/components/ui/TextField";
import { useOpener } from "@/components/ui/useOpener";
import { classes } from "@/lib/classes";

const load = () => import("@/components/ui/SelectList");
const SelectList = lazily(load);

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
  const { anchor, button, isOpen, close } = useOpener("listbox", load);
  const id = useId();
  return (
    <div>
      {!quiet && (
        <label htmlFor={id} className={LABEL}>
          {label}
        </label>
      )}
      <Button
        {...button}
        id={id}
        aria-label={`${names[value]} ${label}`}
        className={classes(
          "flex items-center gap-2 text-left",
          quiet ? "rounded-full border px-2.5 py-0.5 text-sm hover:bg-sunken" : FIELD,
        )}
      >
        {markOf?.(value)}
        <span className="flex-1 truncate">{names[value]}</span>
        <Icon name="chevronDown" width={14} height={14} className="text-muted print:hidden" />
      </Button>
      {isOpen && (
        <Suspense>
          <SelectList
            anchor={anchor}
            label={label}
            value={value}
            options={(Object.keys(names) as Value[]).map((one) => ({
              id: one,
              name: names[one],
              mark: markOf?.(one),
            }))}
            onClose={close}
            onChoose={(chosen) => {
              close();
              if (chosen !== value) onChange(chosen as Value);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
