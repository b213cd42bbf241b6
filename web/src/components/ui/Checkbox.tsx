import { useEffect, useRef } from "react";

interface CheckboxProps {
  label: string;
  checked: boolean | "mixed";
  onChange: (checked: boolean) => void;
  tabIndex?: number;
  /** Whether the label is shown beside the box, and not only said. */
  showsLabel?: boolean;
}

/** A box to tick; "mixed" when only a part of what it stands for is ticked. */
export function Checkbox({ label, checked, onChange, tabIndex, showsLabel }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = checked === "mixed";
  }, [checked]);
  const input = (
    <input
      ref={box}
      type="checkbox"
      aria-label={showsLabel ? undefined : label}
      checked={checked === true}
      tabIndex={tabIndex}
      onChange={(event) => {
        onChange(event.target.checked);
      }}
      className="size-4 cursor-pointer pointer-coarse:size-6 accent-accent-fill"
    />
  );
  if (!showsLabel) return input;
  return (
    <label className="flex min-h-7 cursor-pointer items-center gap-2">
      {input}
      {label}
    </label>
  );
}
