import { useEffect, useEffectEvent } from "react";

import { isField } from "@/lib/isField";

/** Hears keys wherever the focus is, except in a field and where something else took them. */
export function useKeyDown(onKeyDown: (event: KeyboardEvent) => void) {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (!event.defaultPrevented && !isField(event.target)) onKeyDown(event);
  });
  useEffect(() => {
    window.addEventListener("keydown", hear);
    return () => {
      window.removeEventListener("keydown", hear);
    };
  }, []);
}
