import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";

interface SegmentsProps<Value extends string> {
  label: string;
  value: Value;
  names: Readonly<Record<Value, string>>;
  onChange: (value: Value) => void;
}

/** A choice of one out of few, all of them in sight. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { label, value, names, onChange } = props;
  const values = Object.keys(names) as Value[];
  return (
    <ToggleButtonGroup
      aria-label={label}
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(chosen) => {
        const one = values.find((name) => chosen.has(name));
        if (one && one !== value) onChange(one);
      }}
      className="inline-flex w-fit rounded-md border bg-surface p-0.5"
    >
      {values.map((one) => (
        <ToggleButton
          key={one}
          id={one}
          className="h-7 rounded-sm px-2.5 text-sm text-muted data-[selected]:bg-accent-soft data-[selected]:font-medium data-[selected]:text-accent"
        >
          {names[one]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
