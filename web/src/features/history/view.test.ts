import { expect, test } from "vitest";

import { markOf, stepFrom, versionBefore, type Mark } from "@/features/history/view";

const mark = (first: number, last: number): Mark => ({ first, last, time: "2026-11-23T09:00:00Z" });
const MARKS = [mark(1, 3), mark(4, 4), mark(5, 9)];

test.each([
  [0, 1, 3],
  [1, 1, 3],
  [3, 1, 4],
  [9, 1, 9],
  [9, -1, 4],
  [6, -1, 4],
  [3, -1, 0],
  [0, -1, 0],
] as const)("from version %d a step of %d leads to %d", (version, way, expected) => {
  expect(stepFrom(MARKS, version, way)).toBe(expected);
});

test("a version belongs to the changeset that made it", () => {
  expect(markOf(MARKS, 6)).toBe(MARKS[2]);
  expect(markOf(MARKS, 0)).toBeUndefined();
});

test.each([
  [0, 0],
  [3, 0],
  [4, 3],
  [7, 4],
])("version %d is compared with %d, before its changeset", (version, expected) => {
  expect(versionBefore(MARKS, version)).toBe(expected);
});
