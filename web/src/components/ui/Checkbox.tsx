import { useEffect, useRef } from "react";

interface CheckboxProps {
  label: string;
  checked: boolean | "mixed";
  onChange: (checked: boolean) => void;
  tabIndex?: number;
}

/** A box to tick; "mixed" when only a part of what it stands for is ticked. */
export function Checkbox({ label, checked, onChange, tabIndex }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = checked === "mixed";
  }, [checked]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={label}
      checked={checked === true}
      tabIndex={tabIndex}
      onChange={(event) => {
        onChange(event.target.checked);
      }}
      className="size-4 cursor-pointer accent-accent-fill"
    />
  );
}
