/** What the history shows: the plan at a version, or what lies between two. Absent: the newest. */
export interface HistoryView {
  readonly version?: number;
  readonly from?: number;
  readonly to?: number;
}

/** A place on the slider: the versions that one changeset made. */
export interface Mark {
  readonly first: number;
  readonly last: number;
  readonly time: string;
}

/** The changeset that made a version; undefined for version 0. */
export function markOf(marks: readonly Mark[], version: number): Mark | undefined {
  return marks.find(({ first, last }) => first <= version && version <= last);
}

/** The end of the changeset before a version (0 is where everything begins), or after it. */
export function stepFrom(marks: readonly Mark[], version: number, way: -1 | 1): number {
  const ends = [0, ...marks.map(({ last }) => last)];
  const found = way > 0 ? ends.find((end) => end > version) : ends.findLast((end) => end < version);
  return found ?? version;
}

/** The version before the changeset that made a version: what it is compared with. */
export function versionBefore(marks: readonly Mark[], version: number): number {
  const mark = markOf(marks, version);
  return mark ? mark.first - 1 : Math.max(0, version - 1);
}
