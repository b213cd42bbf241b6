import type { components, operations } from "@/generated/api";

type Query = NonNullable<operations["history-changesets"]["parameters"]["query"]>;

/** What the history shows: the plan at a version, or what lies between two. Absent: the newest. */
export interface HistoryView {
  readonly version?: number;
  readonly from?: number;
  readonly to?: number;
  /** How two versions are compared; absent: in one tree. */
  readonly layout?: Layout;
}
export type Layout = "side" | "list";

/** Which changesets are meant. Dates are days where the reader is. Absent: all. */
export interface Choice {
  readonly task?: string;
  readonly actor?: string;
  readonly op?: Query["op"] & string;
  readonly cause?: CauseKind;
  readonly proposal?: string;
  readonly since?: string;
  readonly until?: string;
  readonly text?: string;
}
export type CauseKind = components["schemas"]["CauseOut"]["kind"];

/** The versions that one changeset made. */
export interface Mark {
  readonly first: number;
  readonly last: number;
  readonly time: string;
}

/** Where one can step to: each changeset, or those that are looked for. */
export interface Steps {
  /** The one before or after a version; the version itself where there is none. */
  readonly beside: (version: number, way: Way) => number;
}
export type Way = -1 | 1;

/** Whether anything is looked for. */
export function isChosen(choice: Choice): boolean {
  return Object.values(choice).some((value) => value !== undefined);
}

/** A choice as the API takes it: days become the moments in which they begin and end. */
export function queryOf({ since, until, ...choice }: Choice): Query {
  return {
    ...choice,
    ...(since && { since: new Date(`${since}T00:00`).toISOString() }),
    ...(until && { until: dayAfter(until).toISOString() }),
  };
}

function dayAfter(date: string): Date {
  const begin = new Date(`${date}T00:00`);
  begin.setDate(begin.getDate() + 1);
  return begin;
}

/** Steps through these changesets, oldest first; what was before any of them is one step, too. */
export function stepsThrough(marks: readonly Mark[], start?: number): Steps {
  const ends = [...(start === undefined ? [] : [start]), ...marks.map(({ last }) => last)];
  return {
    beside: (version, way) => {
      const found =
        way > 0 ? ends.find((end) => end > version) : ends.findLast((end) => end < version);
      return found ?? version;
    },
  };
}

/** Steps through all changesets, as far as `stepAt` knows which one made a version. */
export function stepsOf(stepAt: (version: number) => Mark | undefined, newest: number): Steps {
  return {
    beside: (version, way) => {
      if (way < 0) return Math.max(0, (stepAt(version)?.first ?? version) - 1);
      const next = Math.min(version + 1, newest);
      return stepAt(next)?.last ?? next;
    },
  };
}

/** The version before the changeset that made a version: what it is compared with. */
export function versionBefore(mark: Mark | undefined, version: number): number {
  return Math.max(0, (mark?.first ?? version) - 1);
}
