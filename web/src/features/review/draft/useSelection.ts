import { useMemo, useState } from "react";

import type { Checks } from "@/components/tree/decoration";
import {
  chosenIndexes,
  isNewProject,
  neededBy,
  needing,
  type Below,
  type Change,
  type Needs,
} from "@/features/review/draft/selection";

/** Which changes of a draft are to be accepted. */
export interface Selection {
  /** The places in the difference of what is chosen. */
  readonly indexes: readonly number[];
  /** How many changes they are for people, of how many: that a new project begins does not count. */
  readonly count: number;
  readonly total: number;
  readonly isAll: boolean;
  /** Rows without a change of their own have a box for the changes below them. */
  readonly checks: Checks;
  readonly isChosen: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  /** The change of this task and those below it; how many there are. */
  readonly toggleBelow: (id: string) => void;
  readonly countBelow: (id: string) => number;
  readonly chooseAll: () => void;
  readonly chooseNone: () => void;
  /** Chooses these places too, and what they need. */
  readonly include: (indexes: readonly number[]) => void;
  /** What else is left out, by what it needs that was. */
  readonly leftOutWith: ReadonlyMap<string, string>;
  /** What came along with the last choice, in words; empty when nothing did. */
  readonly said: string;
}

/** At first everything is chosen; what was left out stays so while the draft is refined. */
export function useSelection(
  diff: readonly Change[],
  needs: Needs,
  below: Below,
  nameOf: (id: string) => string,
): Selection {
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState("");
  // What was left out along with each: it comes back with it.
  const [along, setAlong] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const leftOut = useMemo(() => needing(needs, refused), [needs, refused]);
  const leftOutWith = useMemo(() => {
    const found = [...along].filter(([id]) => leftOut.has(id));
    const pairs = found.flatMap(([id, others]) => others.map((other) => [other, id] as const));
    return new Map(pairs.filter(([other]) => leftOut.has(other)));
  }, [along, leftOut]);
  const indexes = useMemo(() => chosenIndexes(diff, leftOut), [diff, leftOut]);

  return useMemo(() => {
    const targets = new Set(diff.map(({ patch }) => patch.target_id));
    const fixed = diff.find(({ patch }) => isNewProject(patch))?.patch.target_id;
    const isChosen = (id: string) => targets.has(id) && !leftOut.has(id);
    const choose = (ids: Iterable<string>, note: (others: readonly string[]) => string) => {
      const asked = new Set(ids);
      const wanted = new Set([...asked].flatMap((id) => [...neededBy(needs, id)]));
      const others = [...wanted].filter((id) => leftOut.has(id) && !asked.has(id));
      setRefused(new Set([...leftOut].filter((id) => !wanted.has(id))));
      setSaid(note(others));
    };
    const refuse = (ids: readonly string[]) => {
      const wanted = needing(needs, ids);
      const others = [...wanted].filter((other) => !ids.includes(other) && isChosen(other));
      setRefused(new Set([...leftOut, ...wanted]));
      setAlong((before) => new Map([...before, ...ids.map((id) => [id, others] as const)]));
      setSaid(
        others.length > 0
          ? `Also left out, as ${others.length === 1 ? "it needs" : "they need"} that: ${listed(others, nameOf)}.`
          : "",
      );
    };
    const toggle = (id: string) => {
      if (!targets.has(id)) toggleBelow(id);
      else if (isChosen(id)) refuse([id]);
      else {
        const back = (along.get(id) ?? []).filter((other) => targets.has(other));
        choose([id, ...back], (others) => alsoChosen([...back, ...others], nameOf));
      }
    };
    const within = (id: string) => [...(targets.has(id) ? [id] : []), ...(below.get(id) ?? [])];
    const toggleBelow = (id: string) => {
      const ids = within(id);
      if (ids.every(isChosen)) refuse(ids);
      else choose(ids, (others) => alsoChosen(others, nameOf));
    };
    const stateOf = (id: string) => {
      if (targets.has(id)) return isChosen(id);
      const ids = within(id);
      if (ids.length === 0) return undefined;
      return ids.every(isChosen) || (ids.some(isChosen) && "mixed");
    };
    const uncounted = fixed === undefined ? 0 : 1;
    return {
      indexes,
      count: indexes.length - (fixed !== undefined && isChosen(fixed) ? 1 : 0),
      total: diff.length - uncounted,
      isAll: indexes.length === diff.length,
      isChosen,
      toggle,
      toggleBelow,
      countBelow: (id) => below.get(id)?.length ?? 0,
      checks: { stateOf, onToggle: toggle },
      chooseAll: () => {
        setRefused(new Set());
        setSaid("");
      },
      chooseNone: () => {
        setRefused(new Set([...targets].filter((id) => id !== fixed)));
        setAlong(new Map());
        setSaid("");
      },
      include: (wanted) => {
        const ids = diff
          .filter(({ index }) => wanted.includes(index))
          .map((c) => c.patch.target_id);
        choose(ids, () => "What was missing is included.");
      },
      leftOutWith,
      said,
    };
  }, [along, below, diff, indexes, leftOut, leftOutWith, nameOf, needs, said]);
}

function alsoChosen(others: readonly string[], nameOf: (id: string) => string): string {
  return others.length > 0 ? `Also included: ${listed(others, nameOf)}.` : "";
}

const NAMED = 3;

function listed(ids: readonly string[], nameOf: (id: string) => string): string {
  const rest = ids.length - NAMED;
  const names = ids.slice(0, NAMED).map(nameOf).join(", ");
  return rest > 0 ? `${names} and ${rest} more` : names;
}
