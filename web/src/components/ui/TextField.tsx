import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { TextArea } from "react-aria-components/TextArea";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaProps,
} from "react-aria-components/TextField";

import { classes } from "@/lib/classes";

/** The look of whatever one types into. */
export const FIELD =
  "w-full rounded-md border border-edge bg-surface px-2.5 py-1.5 text-base outline-offset-0 placeholder:text-faint disabled:opacity-60";
/** The look of the name of a field. */
export const LABEL = "mb-1 block text-sm font-medium text-muted";

interface TextFieldProps extends Omit<AriaProps, "children" | "className"> {
  label: string;
  className?: string;
  placeholder?: string;
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
  const {
    label,
    className,
    placeholder,
    error,
    onEnter,
    onEscape,
    multiline,
    grows,
    hidesLabel,
    ...field
  } = props;
  return (
    <AriaTextField
      {...field}
      isInvalid={error !== undefined}
      className={classes("block", className)}
      onKeyDown={(event) => {
        const enters = event.key === "Enter" && (!multiline || event.ctrlKey || event.metaKey);
        if (enters && onEnter && !event.nativeEvent.isComposing) onEnter();
        else if (event.key === "Escape" && onEscape) onEscape();
        else event.continuePropagation();
      }}
    >
      <Label className={hidesLabel ? "sr-only" : LABEL}>{label}</Label>
      {multiline ? (
        <TextArea
          rows={grows ? 1 : 3}
          placeholder={placeholder}
          className={classes(
            FIELD,
            "field-sizing-content max-h-96",
            grows ? "resize-none" : "min-h-20 resize-y",
          )}
        />
      ) : (
        <Input placeholder={placeholder} className={FIELD} />
      )}
      <FieldError className="mt-1 block text-sm text-removed">{error}</FieldError>
    </AriaTextField>
  );
}
