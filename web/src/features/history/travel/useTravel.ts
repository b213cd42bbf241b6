import { useCallback, useEffect, useEffectEvent, useState } from "react";

/** Where one is in the history, and whether one is on the way. */
export interface Travel {
  readonly version: number;
  readonly isMoving: boolean;
  readonly moveTo: (version: number) => void;
}

/** How long, in milliseconds, one has to stay somewhere before the address says so. */
const SETTLED = 250;

/**
 * The version that is shown: the one of the address, and while one moves, the one that one has got
 * to. A browser takes a new address only so many times a minute, and each costs a frame.
 */
export function useTravel(placed: number, onPlace: (version: number) => void): Travel {
  const [at, setAt] = useState({ placed, version: placed, isMoving: false });
  if (at.placed !== placed) {
    setAt({ ...at, placed, version: at.isMoving ? at.version : placed });
  }
  const settle = useEffectEvent((version: number) => {
    setAt((before) => ({ ...before, isMoving: false }));
    if (version !== placed) onPlace(version);
  });
  const [wanted, setWanted] = useState<{ version: number } | null>(null);
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => {
      settle(wanted.version);
    }, SETTLED);
    return () => {
      clearTimeout(timer);
    };
  }, [wanted]);
  const moveTo = useCallback((version: number) => {
    setAt((before) => ({ ...before, version, isMoving: true }));
    setWanted({ version });
  }, []);
  return { version: at.version, isMoving: at.isMoving, moveTo };
}
