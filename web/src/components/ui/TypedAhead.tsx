import { useEffect, useEffectEvent } from "react";

export interface TypedAheadProps {
  /** Absent: what is typed belongs to nothing, and is let go. */
  onType?: (change: (before: string) => string) => void;
  onClose: () => void;
}

/** Hears what is typed while something to type into is on its way, so that nothing is lost and no other key meant. */
export function TypedAhead({ onType, onClose }: TypedAheadProps) {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") onClose();
    else if (event.key === "Backspace") onType?.((before) => before.slice(0, -1));
    else if (event.key.length === 1) onType?.((before) => before + event.key);
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    window.addEventListener("keydown", hear, true);
    return () => {
      window.removeEventListener("keydown", hear, true);
    };
  }, []);
  return null;
}
