import { useEffect, useMemo } from "react";

import { compare, type Comparison } from "@/components/diff/compare";
import type { Recording } from "@/features/history/recording/Recording";
import { versionBefore } from "@/features/history/view";
import { EMPTY, type Plan } from "@/patch/plan";

/** What can be shown now of what is asked for; the nearest to it while it is being loaded. */
export interface Shown {
  readonly before: Plan;
  readonly after: Plan;
  readonly comparison: Comparison;
  readonly isThere: boolean;
  /** Whether there is anything at all to show. */
  readonly isEmpty: boolean;
}

/** A version, and what its changeset made of the version before, if that is to be marked. */
export function useShown(recording: Recording, version: number, marksChanges: boolean): Shown {
  useLooking(recording, version);
  const near = recording.nearest(version);
  const before = marksChanges ? versionBefore(recording.stepAt(near), near) : near;
  return useCompared(recording, recording.nearest(before), near, near === version);
}

/** What lies between two versions. */
export function useBetween(recording: Recording, from: number, to: number): Shown {
  // The other one is loaded with the first where both are near; else it is looked at, too.
  useLooking(recording, recording.has(to) ? from : to);
  const [first, second] = [recording.nearest(from), recording.nearest(to)];
  return useCompared(recording, first, second, first === from && second === to);
}

function useLooking(recording: Recording, version: number) {
  useEffect(() => {
    recording.look(version);
  }, [recording, version]);
}

function useCompared(recording: Recording, from: number, to: number, isThere: boolean): Shown {
  // In this order: a later plan is then computed from the earlier one.
  const [low, high] = [Math.min(from, to), Math.max(from, to)].map((at) => recording.at(at));
  const [before = EMPTY, after = EMPTY] = from <= to ? [low, high] : [high, low];
  const comparison = useMemo(() => compare(before, after), [before, after]);
  return { before, after, comparison, isThere, isEmpty: !isThere && recording.loaded() === 0 };
}
