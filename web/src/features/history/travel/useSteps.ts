import { useEffect, useEffectEvent, useRef } from "react";

import type { Steps, Way } from "@/features/history/view";

interface SteppingProps {
  steps: Steps;
  /** Whether `steps` still go through what was looked for before. */
  isLooking: boolean;
  version: number;
  onVersion: (version: number) => void;
}

/**
 * Leads from one change that is looked for to the next. A step that is asked for while these are on their
 * way is made once they are there: until then it would lead to another change.
 */
export function useSteps({ steps, isLooking, version, onVersion }: SteppingProps) {
  const owed = useRef<Way[]>([]);
  const go = (ways: readonly Way[]) => {
    onVersion(ways.reduce((at, way) => steps.beside(at, way), version));
  };
  const makeOwed = useEffectEvent(() => {
    const ways = owed.current.splice(0);
    if (ways.length > 0) go(ways);
  });
  useEffect(() => {
    if (!isLooking) makeOwed();
  }, [isLooking]);
  return (way: Way) => {
    if (isLooking) owed.current.push(way);
    else go([way]);
  };
}
