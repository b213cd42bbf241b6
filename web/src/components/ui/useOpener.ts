import { useRef, useState, type RefObject } from "react";
import type { ButtonProps } from "react-aria-components/Button";

/** What a button is given that opens something beside it. */
type OpenerProps = Pick<ButtonProps, "onPress" | "onHoverStart" | "onFocus" | "onKeyDown"> & {
  ref: RefObject<HTMLButtonElement | null>;
  "aria-haspopup": "menu" | "listbox" | "dialog";
  "aria-expanded": boolean;
};

/**
 * A button that opens something beside it. The code of what opens is loaded when the pointer or the
 * focus comes near: a page that nobody opens anything on does not wait for it.
 */
export function useOpener(kind: OpenerProps["aria-haspopup"], load: () => Promise<unknown>) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const open = () => {
    setIsOpen(true);
  };
  const prepare = () => {
    // What cannot be loaded is told when it is opened.
    load().catch(() => undefined);
  };
  const button: OpenerProps = {
    ref: anchor,
    "aria-haspopup": kind,
    "aria-expanded": isOpen,
    onPress: open,
    onHoverStart: prepare,
    onFocus: prepare,
    onKeyDown: (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") {
        event.continuePropagation();
        return;
      }
      event.preventDefault();
      open();
    },
  };
  const close = () => {
    setIsOpen(false);
  };
  return { anchor, button, isOpen, close };
}
