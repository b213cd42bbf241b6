import { useEffect, useEffectEvent, useRef } from "react";

/** The first slider within takes the focus when it comes, if that is wanted and nobody else has it. */
export function useSliderFocus(isWanted: boolean) {
  const within = useRef<HTMLDivElement>(null);
  const take = useEffectEvent(() => {
    if (!isWanted || document.activeElement !== document.body) return;
    within.current?.querySelector<HTMLElement>("input[type=range][aria-label*=ersion]")?.focus();
  });
  useEffect(() => {
    take();
  }, []);
  return within;
}
