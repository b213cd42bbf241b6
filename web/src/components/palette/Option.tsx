import type { ReactNode } from "react";

import { optionId, type Chosen } from "@/components/palette/useChosen";
import { classes } from "@/lib/classes";

interface OptionProps {
  id: string;
  chosen: Chosen;
  onAction: () => void;
  className?: string;
  children: ReactNode;
}

/** One thing that is listed. The keys are the field's, which has the focus. */
export function Option({ id, chosen, onAction, className, children }: OptionProps) {
  const isChosen = chosen.id === id;
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <div
      id={optionId(id)}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      onClick={onAction}
      onPointerMove={() => {
        if (!isChosen) chosen.choose(id);
      }}
      className={classes(
        "flex min-h-9 cursor-default gap-2.5 rounded-md px-2.5 py-1.5",
        isChosen && "bg-sunken shadow-[inset_3px_0_0_var(--color-accent)]",
        className,
      )}
    >
      {children}
    </div>
  );
}
