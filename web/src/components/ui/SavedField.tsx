import { useState } from "react";

import { useSeen } from "@/components/task/edits/seen";
import { TextField } from "@/components/ui/TextField";
import { tooLong } from "@/lib/tooLong";

/** What became of typed text: a value to save, or the reason why it cannot be one. */
export type Read<Value> = { readonly value: Value } | { readonly error: string };

interface SavedFieldProps<Value> {
  label: string;
  /** The saved value, as text. */
  text: string;
  read: (text: string) => Read<Value>;
  /** `since`: the version that was seen, where somebody else changed the field meanwhile. */
  onSave: (value: Value, since?: number) => void;
  placeholder?: string;
  /** Of more characters it is told, and nothing is saved. */
  maxLength?: number;
  multiline?: boolean;
  grows?: boolean;
  hidesLabel?: boolean;
  className?: string;
}

/** A field that saves itself when it is left or Enter is pressed; Escape takes back what was typed. */
export function SavedField<Value>(props: SavedFieldProps<Value>) {
  const { text, read, onSave, multiline, maxLength = Infinity, ...field } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const seen = useSeen(text);
  const [error, setError] = useState<string | undefined>();

  const excess = tooLong(draft ?? "", maxLength);

  const save = () => {
    if (draft === null || excess) return;
    if (draft !== text) {
      const found = read(draft);
      if ("error" in found) {
        setError(found.error);
        return;
      }
      onSave(found.value, seen.since());
    }
    forget();
  };
  const forget = () => {
    setDraft(null);
    setError(undefined);
  };

  return (
    <TextField
      {...field}
      value={draft ?? text}
      multiline={multiline}
      error={excess ?? error}
      onChange={(typed) => {
        if (draft === null) seen.begin();
        setDraft(typed);
        setError(undefined);
      }}
      onBlur={save}
      onEnter={save}
      onEscape={draft === null ? undefined : forget}
    />
  );
}

/** Reads text that may be empty: then nothing is set. */
export function optionalText(text: string): Read<string | null> {
  return { value: text.trim() || null };
}
