import { useId, type KeyboardEvent } from "react";

import { FieldError } from "@/components/ui/FieldError";
import { classes } from "@/lib/classes";

/** The look of whatever one types into. */
export const FIELD =
  "w-full rounded-md border border-edge bg-surface px-2.5 py-1.5 text-base outline-offset-0 placeholder:text-faint disabled:opacity-60";
/** The look of the name of a field. */
export const LABEL = "mb-1 block text-sm font-medium text-muted";

interface TextFieldProps {
  label: string;
  value?: string;
  defaultValue?: string;
  onChange?: (text: string) => void;
  onBlur?: () => void;
  type?: "text" | "search" | "url";
  className?: string;
  placeholder?: string;
  maxLength?: number;
  autoFocus?: boolean;
  /** Why the value cannot be taken. */
  error?: string;
  /** Enter was pressed in a field of one line, or Ctrl+Enter in one of several. */
  onEnter?: () => void;
  /** Escape was pressed, and should not do anything else. */
  onEscape?: () => void;
  multiline?: boolean;
  /** Whether a field of several lines is as low as its text. */
  grows?: boolean;
  /** Whether the label is only said. */
  hidesLabel?: boolean;
}

/** A field for text with its name above it. */
export function TextField(props: TextFieldProps) {
  const { label, className, error, onChange, onEnter, onEscape, hidesLabel, ...rest } = props;
  const { multiline, grows, type, ...field } = rest;
  const id = useId();
  const errorId = `${id}-error`;
  const shared = {
    ...field,
    id,
    "aria-invalid": error !== undefined || undefined,
    "aria-describedby": error === undefined ? undefined : errorId,
    onChange: ({ target }: { target: { value: string } }) => {
      onChange?.(target.value);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const enters = event.key === "Enter" && (!multiline || event.ctrlKey || event.metaKey);
      const meant = enters ? onEnter : event.key === "Escape" ? onEscape : undefined;
      if (!meant || event.nativeEvent.isComposing) return;
      event.stopPropagation();
      meant();
    },
  };
  return (
    <div className={classes("block", className)}>
      <label htmlFor={id} className={hidesLabel ? "sr-only" : LABEL}>
        {label}
      </label>
      {multiline ? (
        <textarea
          {...shared}
          rows={grows ? 1 : 3}
          className={classes(
            FIELD,
            "field-sizing-content max-h-96",
            grows ? "resize-none" : "min-h-20 resize-y",
          )}
        />
      ) : (
        <input {...shared} type={type ?? "text"} className={FIELD} />
      )}
      <FieldError id={errorId} error={error} />
    </div>
  );
}
