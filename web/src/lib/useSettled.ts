import { useEffect, useState } from "react";

/** How long, in milliseconds, nothing is typed before it counts. */
const PAUSE = 150;

/** What was typed, once nothing more is typed: before that the server need not be asked. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setSettled(typed);
    }, PAUSE);
    return () => {
      window.clearTimeout(timer);
    };
  }, [typed]);
  return settled;
}
