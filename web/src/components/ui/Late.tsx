import { useEffect, useState, type ReactNode } from "react";

import { Button } from "@/components/ui/Button";
import { askAgain } from "@/lib/api";

/** So long, in milliseconds, a wait is nothing to speak of. */
export const PATIENCE = 5_000;

interface LateProps {
  /** In milliseconds, where an answer may take its time. */
  patience?: number;
}

/** What is said, and can be done, once somebody has waited for long: a server that hangs never says so. */
export function Late({ patience = PATIENCE }: LateProps) {
  const [attempt, setAttempt] = useState(0);
  const again = () => {
    // Where nothing was asked for, it is a piece of the page itself that does not come.
    if (askAgain()) setAttempt(attempt + 1);
    else location.reload();
  };
  return (
    <After key={attempt} patience={patience}>
      <div className="flex flex-wrap items-center gap-3 py-2">
        <p role="status" className="text-muted">
          This takes long. Is the server running?
        </p>
        <Button size="sm" onPress={again}>
          Try again
        </Button>
      </div>
    </After>
  );
}

function After({ patience, children }: { patience: number; children: ReactNode }) {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsLate(true);
    }, patience);
    return () => {
      clearTimeout(timer);
    };
  }, [patience]);
  return isLate && children;
}
