import { useEffect, useState, type ReactNode } from "react";

/** So long, in milliseconds, a wait is nothing to speak of. */
export const PATIENCE = 5_000;

/** What is said, and can be done, once somebody has waited for long: a server that is away may never say so. */
export function Late({ children }: { children: ReactNode }) {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsLate(true);
    }, PATIENCE);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return isLate && children;
}
