import { useEffect, useEffectEvent } from "react";

import { isField } from "@/lib/isField";

/** Hears keys wherever the focus is, except where they belong to a field or something else took them. */
export function useKeyDown(
  onKeyDown: (event: KeyboardEvent) => void,
  belongsTo: (target: EventTarget | null) => boolean = isField,
) {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (!event.defaultPrevented && !belongsTo(event.target)) onKeyDown(event);
  });
  useEffect(() => {
    window.addEventListener("keydown", hear);
    return () => {
      window.removeEventListener("keydown", hear);
    };
  }, []);
}
