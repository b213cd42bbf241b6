import { useEffect, useRef, useState } from "react";

import { useSeen } from "@/components/task/edits/seen";

interface TitleFieldProps {
  label: string;
  title: string;
  /** `since`: the version that was seen, where somebody else changed the title meanwhile. */
  onSave: (title: string, since?: number) => void;
  /** The field is done, saved or not: the focus should go back to the row. */
  onLeave: () => void;
}

/** A task's title while it is being edited in its row: Enter saves, Escape takes it back. */
export function TitleField({ label, title, onSave, onLeave }: TitleFieldProps) {
  const [begun] = useState(title);
  const [text, setText] = useState(begun);
  const seen = useSeen(title);
  const field = useRef<HTMLInputElement>(null);
  const settled = useRef(false);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const leave = (save: boolean) => {
    if (settled.current) return;
    settled.current = true;
    const wanted = text.trim();
    if (save && wanted && wanted !== title && text !== begun) onSave(wanted, seen.since());
    onLeave();
  };

  return (
    <input
      ref={field}
      dir="auto"
      aria-label={label}
      value={text}
      maxLength={200}
      onChange={(event) => {
        setText(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") leave(true);
        else if (event.key === "Escape") leave(false);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onBlur={() => {
        leave(true);
      }}
      onClick={(event) => {
        event.stopPropagation();
      }}
      onDoubleClick={(event) => {
        event.stopPropagation();
      }}
      className="-my-0.5 -ml-1 w-full min-w-0 rounded-sm border border-edge bg-surface px-1 py-0.5"
    />
  );
}
