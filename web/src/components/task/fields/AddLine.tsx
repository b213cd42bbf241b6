import { useState } from "react";

import { FIELD } from "@/components/ui/TextField";

interface AddLineProps {
  label: string;
  placeholder: string;
  maxLength: number;
  onAdd: (text: string) => void;
}

/** A field that adds what is typed when Enter is pressed or it is left, and is empty again. */
export function AddLine({ label, placeholder, maxLength, onAdd }: AddLineProps) {
  const [text, setText] = useState("");
  const add = () => {
    const wanted = text.trim();
    setText("");
    if (wanted) onAdd(wanted);
  };
  return (
    <input
      aria-label={label}
      placeholder={placeholder}
      maxLength={maxLength}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        add();
      }}
      onBlur={add}
      className={FIELD}
    />
  );
}
