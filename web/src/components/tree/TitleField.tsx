import { useEffect, useRef, useState } from "react";

import { useSeen } from "@/components/task/edits/seen";
import { useTooLong } from "@/components/ui/useTooLong";
import { LONGEST_TITLE } from "@/lib/tooLong";

interface TitleFieldProps {
  label: string;
  title: string;
  /** `since`: the version that was seen, where somebody else changed the title meanwhile. */
  onSave: (title: string, since?: number) => void;
  /** The field is done, saved or not: the focus should go back to the row. */
  onLeave: () => void;
}

/** A task's title while it is being edited in its row: Enter saves, Escape takes it back. What is too long stays. */
export function TitleField({ label, title, onSave, onLeave }: TitleFieldProps) {
  const [begun] = useState(title);
  const [text, setText] = useState(begun);
  const seen = useSeen(title);
  const field = useRef<HTMLInputElement>(null);
  const settled = useRef(false);
  const { isTooLong, marks, told } = useTooLong(text, LONGEST_TITLE);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const leave = (save: boolean) => {
    if (settled.current || (save && isTooLong)) return;
    settled.current = true;
    const wanted = text.trim();
    if (save && wanted && wanted !== title && text !== begun) onSave(wanted, seen.since());
    onLeave();
  };

  return (
    <span className="w-full min-w-0">
      <input
        ref={field}
        dir="auto"
        aria-label={label}
        value={text}
        {...marks}
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
      {told}
    </span>
  );
}
