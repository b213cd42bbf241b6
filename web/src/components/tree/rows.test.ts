import { describe, expect, test } from "vitest";

import { RowsInTime, visibleRows, withNewRow } from "@/components/tree/rows";
import { planWith } from "@/patch/planWith";

const PLAN = planWith({ a: { b: { c: {} }, d: {} }, e: {} });

function lines(expanded: readonly string[]) {
  return visibleRows(PLAN.children, new Set(expanded));
}

describe("the rows of a tree", () => {
  test("what is closed hides what is below it", () => {
    expect(lines([]).map((row) => row.id)).toEqual(["a", "e"]);
    expect(lines(["a"]).map((row) => row.id)).toEqual(["a", "b", "d", "e"]);
    expect(lines(["a", "b"]).map((row) => row.id)).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("a row knows its level and its place among its siblings", () => {
    const row = lines(["a"]).find(({ id }) => id === "d");
    expect(row).toMatchObject({ level: 2, place: 2, siblings: 2, parentId: "a" });
  });

  test("a row without sub-tasks is never open", () => {
    expect(lines(["e"]).find(({ id }) => id === "e")).toMatchObject({
      hasChildren: false,
      isExpanded: false,
    });
  });

  test.each([
    [{ parentId: null, afterId: "a" }, ["a", "b", "d", "new", "e"], 1],
    [{ parentId: "a", afterId: "b" }, ["a", "b", "new", "d", "e"], 2],
    [{ parentId: "a", afterId: null }, ["a", "new", "b", "d", "e"], 2],
    [{ parentId: null, afterId: null }, ["new", "a", "b", "d", "e"], 1],
    [{ parentId: "e", afterId: null }, ["a", "b", "d", "e", "new"], 2],
  ])("a task typed at %j stands at its place", (place, order, level) => {
    const rows = withNewRow(lines(["a"]), place);
    expect(rows.map((row) => row.id)).toEqual(order);
    expect(rows.find((row) => row.kind === "new")?.level).toBe(level);
  });

  test("a row that stays as it is stays the same object, and so does the list", () => {
    const rows = new RowsInTime();
    const open = new Set(["a", "b"]);
    const first = rows.next(PLAN.children, open);
    expect(rows.next(new Map(PLAN.children), new Set(open))).toBe(first);

    const without = planWith({ a: { b: { c: {} }, d: {} } });
    const second = rows.next(without.children, open);
    expect(second.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
    expect(second[1]).toBe(first[1]);
    // A root less: it says that it is one of one.
    expect(second[0]).not.toBe(first[0]);
  });
});
