import { describe, expect, test } from "vitest";

import {
  isChosen,
  queryOf,
  stepsOf,
  stepsThrough,
  versionBefore,
  type Mark,
} from "@/features/history/view";

const mark = (first: number, last: number): Mark => ({ first, last, time: "2026-11-23T09:00:00Z" });
const MARKS = [mark(1, 3), mark(4, 4), mark(5, 9)];
const stepAt = (version: number) =>
  MARKS.find(({ first, last }) => first <= version && version <= last);

describe.each([
  ["those that are listed", stepsThrough(MARKS, 0)],
  ["those that were loaded", stepsOf(stepAt, 9)],
])("steps through %s", (_, steps) => {
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
    expect(steps.beside(version, way)).toBe(expected);
  });
});

test("steps through some changesets end with the first and the last of them", () => {
  const steps = stepsThrough([mark(4, 4), mark(7, 8)]);
  expect([steps.beside(4, -1), steps.beside(9, -1), steps.beside(8, 1)]).toEqual([4, 8, 8]);
});

test("where it is not known which changeset made a version, a step leads to the next version", () => {
  const steps = stepsOf(() => undefined, 9);
  expect([steps.beside(5, -1), steps.beside(5, 1), steps.beside(9, 1)]).toEqual([4, 6, 9]);
});

test.each([
  [undefined, 0, 0],
  [MARKS[0], 3, 0],
  [MARKS[1], 4, 3],
  [MARKS[2], 7, 4],
  [undefined, 7, 6],
])("what %j made is compared with what was before it", (made, version, expected) => {
  expect(versionBefore(made, version)).toBe(expected);
});

test("a day is asked for from its first moment to its last, where the reader is", () => {
  const { since, until } = queryOf({ since: "2026-11-23", until: "2026-11-23", text: "x" });
  expect(since).toBe(new Date(2026, 10, 23).toISOString());
  expect(until).toBe(new Date(2026, 10, 24).toISOString());
  expect(queryOf({ text: "x" })).toEqual({ text: "x" });
});

test("something is looked for when anything is", () => {
  expect([isChosen({}), isChosen({ text: undefined }), isChosen({ op: "delete" })]).toEqual([
    false,
    false,
    true,
  ]);
});
