import type { ReactNode } from "react";
import { Tooltip as AriaTooltip } from "react-aria-components/Tooltip";

import { Keys } from "@/components/ui/Keys";

/** A few words beside what the pointer or the focus is on; stands in a `TooltipTrigger`. */
export function Tooltip({ children, shortcut }: { children: ReactNode; shortcut?: string }) {
  return (
    <AriaTooltip
      offset={6}
      className="z-50 flex max-w-72 animate-appear items-center gap-2 rounded-md bg-raised px-2 py-1 text-sm text-ink shadow-floating"
    >
      {children}
      {shortcut && <Keys keys={shortcut} />}
    </AriaTooltip>
  );
}
