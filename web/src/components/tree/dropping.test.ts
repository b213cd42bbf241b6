import { describe, expect, test } from "vitest";

import { dropAt } from "@/components/tree/dropping";
import { visibleRows } from "@/components/tree/rows";
import { planWith } from "@/patch/planWith";

//  0 a    1   a.b
//  2   a.c    3     a.c.d
//  4 e
const PLAN = planWith({ a: { b: {}, c: { d: {} } }, e: {} });
const ROWS = visibleRows(PLAN.children, new Set(["a", "c"]));
const NOTHING = new Set<string>();

function place(index: number, down: number, level: number, within = NOTHING) {
  const drop = dropAt(ROWS, { index, down, level }, within);
  return drop && [drop.parentId, drop.beforeId];
}

describe("dropping a task", () => {
  test("on the middle of a row puts it inside, last", () => {
    expect(place(0, 0.5, 1)).toEqual(["a", null]);
    expect(place(4, 0.5, 1)).toEqual(["e", null]);
  });

  test("above a row puts it before that row", () => {
    expect(place(1, 0.1, 2)).toEqual(["a", "b"]);
    expect(place(0, 0.1, 1)).toEqual([null, "a"]);
  });

  test("below an open parent puts it first among its sub-tasks", () => {
    expect(place(0, 0.9, 1)).toEqual(["a", "b"]);
  });

  test("where several levels end, the pointer's place chooses the level", () => {
    expect(place(3, 0.9, 3)).toEqual(["c", null]);
    expect(place(3, 0.9, 2)).toEqual(["a", null]);
    expect(place(3, 0.9, 1)).toEqual([null, "e"]);
  });

  test("a level that cannot end there becomes the nearest that can", () => {
    expect(place(3, 0.9, 9)).toEqual(["c", null]);
    expect(place(1, 0.9, 1)).toEqual(["a", "c"]);
  });

  test("below the last row", () => {
    expect(place(4, 0.9, 1)).toEqual([null, null]);
  });

  test("a task cannot go into itself or below itself", () => {
    const within = new Set(["c", "d"]);
    expect(place(2, 0.5, 2, within)).toBeNull();
    expect(place(3, 0.5, 3, within)).toBeNull();
    expect(place(3, 0.9, 2, within)).toEqual(["a", null]);
  });

  test("outside all rows is nowhere", () => {
    expect(dropAt(ROWS, { index: -1, down: 0, level: 1 }, NOTHING)).toBeNull();
  });
});
