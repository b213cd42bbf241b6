import type { components } from "@/generated/api";
import type { Period } from "@/features/dashboard/words";
import { mondayOf } from "@/lib/dates";

export type Day = components["schemas"]["DayOut"];

/** How many tasks were finished, and how many opened again, in a stretch of time. */
export interface Pace {
  /** Its first day; a week's is its Monday. */
  readonly begin: string;
  readonly finished: number;
  readonly reopened: number;
}

/** The throughput of days in order, by day or by week: nothing is lost, nothing counted twice. */
export function paceOf(days: readonly Day[], per: Period): Pace[] {
  const found = new Map<string, Pace>();
  for (const { day, finished, reopened } of days) {
    const begin = per === "week" ? mondayOf(day) : day;
    const sofar = found.get(begin);
    found.set(begin, {
      begin,
      finished: (sofar?.finished ?? 0) + finished,
      reopened: (sofar?.reopened ?? 0) + reopened,
    });
  }
  return [...found.values()];
}
