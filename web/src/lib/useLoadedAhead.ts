import { useEffect } from "react";

/**
 * Loads what is needed when nothing can be loaded: once what the page shows first is there, so that
 * nobody waits for it, and not where a person saves data. `load` has to be the same function in
 * every render.
 */
export function useLoadedAhead(load: () => Promise<unknown>) {
  useEffect(() => {
    if (savesData()) return;
    const timer = setTimeout(() => {
      load().catch(() => undefined);
    });
    return () => {
      clearTimeout(timer);
    };
  }, [load]);
}

/** Whether the browser was told to load no more than has to be; not every browser says. */
export function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
