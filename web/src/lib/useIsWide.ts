import { useSyncExternalStore } from "react";

/** From here on there is room for a panel beside the tree; the same as the `lg:` classes. */
const WIDE = "(min-width: 64rem)";

/** Whether there is room for two columns. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches);
}

function subscribe(listener: () => void) {
  const query = matchMedia(WIDE);
  query.addEventListener("change", listener);
  return () => {
    query.removeEventListener("change", listener);
  };
}
