import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const found = matchMedia(query);
      found.addEventListener("change", listener);
      return () => {
        found.removeEventListener("change", listener);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** Whether the reader asked their system for as little motion as possible. */
export function useWantsLittleMotion(): boolean {
  return useMedia("(prefers-reduced-motion: reduce)");
}
