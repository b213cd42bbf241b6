import type { ComponentProps, ReactNode, RefObject } from "react";
import { Tooltip as AriaTooltip, TooltipTriggerStateContext } from "react-aria-components/Tooltip";

import { Keys } from "@/components/ui/Keys";

type State = NonNullable<ComponentProps<typeof TooltipTriggerStateContext.Provider>["value"]>;

interface TooltipProps {
  id?: string;
  /** What it is about. */
  anchor: RefObject<Element | null>;
  state: State;
  shortcut?: string;
  children: ReactNode;
}

/** A few words beside what the pointer or the focus is on. */
export default function Tooltip({ anchor, state, shortcut, children, ...props }: TooltipProps) {
  return (
    <TooltipTriggerStateContext value={state}>
      <AriaTooltip
        {...props}
        triggerRef={anchor}
        offset={6}
        className="z-50 flex max-w-72 animate-appear items-center gap-2 rounded-md bg-raised px-2 py-1 text-sm text-ink shadow-floating"
      >
        {children}
        {shortcut && <Keys keys={shortcut} />}
      </AriaTooltip>
    </TooltipTriggerStateContext>
  );
}
