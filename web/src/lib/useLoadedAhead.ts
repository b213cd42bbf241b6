import { useEffect } from "react";

/** How long, in milliseconds, a page is left to what it shows first. */
const QUIET = 15_000;

/**
 * Loads what is needed when nothing can be loaded: it waits until the page has been there for a
 * moment, so that nobody waits for it. `load` has to be the same function in every render.
 */
export function useLoadedAhead(load: () => Promise<unknown>) {
  useEffect(() => {
    const timer = setTimeout(() => {
      load().catch(() => undefined);
    }, QUIET);
    return () => {
      clearTimeout(timer);
    };
  }, [load]);
}
