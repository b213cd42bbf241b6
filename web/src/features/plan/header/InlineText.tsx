import { useRef, useState, type ReactNode } from "react";

import { useActions } from "@/components/palette/offers";
import { useSeen } from "@/components/task/edits/seen";
import { useTooLong } from "@/components/ui/useTooLong";
import { classes } from "@/lib/classes";

interface InlineTextProps {
  label: string;
  text: string;
  maxLength: number;
  /** What stands there while there is no text. */
  placeholder: string;
  /** Whether no text is fine too. */
  optional?: boolean;
  className?: string;
  /** `since`: the version that was seen, where somebody else changed the text meanwhile. */
  onSave: (text: string, since?: number) => void;
  children: ReactNode;
}

/** Text that turns into a field when it is pressed. */
export function InlineText(props: InlineTextProps) {
  const { label, text, maxLength, placeholder, optional, className, onSave, children } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [begun, setBegun] = useState(text);
  const seen = useSeen(text);
  const button = useRef<HTMLButtonElement>(null);
  const done = useRef(false);
  const { isTooLong, marks, told } = useTooLong(draft ?? "", maxLength);

  const finish = (save: boolean) => {
    if (done.current || draft === null || (save && isTooLong)) return;
    done.current = true;
    const wanted = draft.trim();
    const isChanged = wanted !== text && draft !== begun;
    if (save && isChanged && (wanted || optional)) onSave(wanted, seen.since());
    setDraft(null);
    requestAnimationFrame(() => button.current?.focus());
  };

  const action = `Edit the ${label.toLowerCase()}`;
  const begin = () => {
    done.current = false;
    setDraft(text);
    setBegun(text);
    seen.begin();
  };
  useActions("Project", () => [{ id: label, label: action, icon: "pencil", onAction: begin }]);
  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        title={action}
        onClick={begin}
        className={classes(
          "-mx-1.5 rounded-md px-1.5 text-left pointer-coarse:py-2 hover:bg-sunken",
          className,
        )}
      >
        {text ? children : <span className="text-faint print:hidden">{placeholder}</span>}
      </button>
    );
  }
  return (
    <>
      <textarea
        // The person has just asked for it.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label={label}
        rows={1}
        value={draft}
        {...marks}
        onFocus={(event) => {
          event.target.select();
        }}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter" && !event.shiftKey) finish(true);
          else if (event.key === "Escape") finish(false);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        onBlur={() => {
          finish(true);
        }}
        className={classes(
          "-mx-1.5 field-sizing-content block w-full resize-none rounded-md border border-edge bg-surface px-1.5",
          className,
        )}
      />
      {told}
    </>
  );
}
