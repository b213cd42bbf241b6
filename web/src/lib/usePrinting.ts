import { useEffect, useId, useState } from "react";
import { flushSync } from "react-dom";

const counts = new Map<string, number>();

/** How many tasks all that is shown now would put on paper. */
export function tasksOnPaper(): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/**
 * Whether the page is being put on paper, by whatever way: then everything is rendered, and not only
 * what is on the screen. It is so before the browser looks at the page for printing. `count`: how many
 * tasks that are.
 */
export function usePrinting(count: number): boolean {
  const id = useId();
  useEffect(() => {
    counts.set(id, count);
    return () => {
      counts.delete(id);
    };
  }, [id, count]);
  const [isPrinting, setIsPrinting] = useState(() => window.matchMedia("print").matches);
  useEffect(() => {
    const query = window.matchMedia("print");
    const hear = (printing: boolean) => () => {
      flushSync(() => {
        setIsPrinting(printing);
      });
    };
    const [begin, end] = [hear(true), hear(false)];
    const change = (event: MediaQueryListEvent) => {
      (event.matches ? begin : end)();
    };
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    query.addEventListener("change", change);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
      query.removeEventListener("change", change);
    };
  }, []);
  return isPrinting;
}
