import { useRef, useSyncExternalStore, type ReactNode } from "react";

import { PlannerMenu } from "@/components/planner/PlannerMenu";
import { Button, IconButton } from "@/components/ui/Button";
import type { Conversation } from "@/features/review/conversation/Conversation";

interface ComposerProps {
  label: string;
  placeholder: string;
  conversation: Conversation;
  onSend: (instruction: string) => void;
  /** One is about to say something. */
  onFocus: () => void;
  /** Ends the answer that is coming in; absent when none is. */
  onStop?: () => void;
  /** What else can be asked for. */
  children?: ReactNode;
}

/** Where one says what is wanted: Enter sends, Shift+Enter makes a new line. */
export function Composer(props: ComposerProps) {
  const { label, placeholder, conversation, onSend, onFocus, onStop } = props;
  const text = useSyncExternalStore(conversation.subscribe, conversation.typed);
  const field = useRef<HTMLTextAreaElement>(null);
  const isRunning = onStop !== undefined;

  const send = () => {
    if (isRunning) return;
    const instruction = text.trim();
    if (instruction) onSend(instruction);
    else field.current?.focus();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="rounded-lg border border-edge bg-surface focus-within:border-accent"
    >
      <textarea
        ref={field}
        dir="auto"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        // Not disabled, which would take the focus away.
        readOnly={isRunning}
        aria-disabled={isRunning}
        maxLength={20_000}
        rows={2}
        enterKeyHint="send"
        onFocus={onFocus}
        onChange={(event) => {
          conversation.type(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
        className="field-sizing-content block max-h-[30dvh] min-h-14 w-full resize-none rounded-lg px-3 pt-2.5 text-base outline-none aria-disabled:opacity-60"
      />
      <div className="flex items-center justify-between gap-2 px-2 pb-2">
        <div className="flex min-w-0 items-center">
          {props.children}
          <PlannerMenu />
        </div>
        {onStop ? (
          <Button
            size="sm"
            icon="close"
            onPress={() => {
              onStop();
              field.current?.focus();
            }}
            className="ml-auto"
          >
            Stop
          </Button>
        ) : (
          <IconButton
            type="submit"
            icon="arrowUp"
            label="Send"
            shortcut="Enter"
            className="ml-auto bg-accent-fill text-on-accent hover:bg-accent-fill-hover hover:text-on-accent"
          />
        )}
      </div>
    </form>
  );
}
