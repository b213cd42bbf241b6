// @vitest-environment jsdom

import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";

import type { Change } from "@/features/review/draft/selection";
import { useSelection } from "@/features/review/draft/useSelection";

const change = (id: string, index: number): Change => ({
  index,
  patch: { op: "create", target: id === "p" ? "project" : "task", target_id: id, body: {} },
  title: id,
  number: null,
  changes: [],
  removed: 0,
  unlinked: [],
});
const DIFF = ["p", "parent", "child", "other"].map(change);
/** The child needs its parent, and everything the new project. */
const NEEDS = new Map([
  ["p", new Set<string>()],
  ["parent", new Set(["p"])],
  ["child", new Set(["p", "parent"])],
  ["other", new Set(["p"])],
]);
/** What stands under what; `above` has no change of its own. */
const BELOW = new Map([
  ["parent", ["child"]],
  ["above", ["child", "other"]],
]);
const nameOf = (id: string) => id;

const selection = () => renderHook(() => useSelection(DIFF, NEEDS, BELOW, nameOf)).result;

test("at first everything is chosen, and the new project itself is not counted", () => {
  const { current } = selection();
  expect(current).toMatchObject({ indexes: [0, 1, 2, 3], count: 3, isAll: true });
});

test("leaving a parent out leaves out its child, and says so", () => {
  const result = selection();
  act(() => {
    result.current.toggle("parent");
  });
  expect(result.current.indexes).toEqual([0, 3]);
  expect(result.current.said).toBe("Also left out, as it needs that: child.");
  expect(result.current.leftOutWith).toEqual(new Map([["child", "parent"]]));
});

test("what was left out along with a parent comes back with it", () => {
  const result = selection();
  for (let times = 0; times < 2; times += 1) {
    act(() => {
      result.current.toggle("parent");
    });
  }
  expect(result.current.isAll).toBe(true);
  expect(result.current.said).toMatch(/included.*child/);
  expect(result.current.leftOutWith).toEqual(new Map());
});

test("choosing a child chooses its parent, and says so", () => {
  const result = selection();
  act(() => {
    result.current.chooseNone();
  });
  expect(result.current).toMatchObject({ indexes: [0], count: 0, leftOutWith: new Map() });
  act(() => {
    result.current.toggle("child");
  });
  expect(result.current.indexes).toEqual([0, 1, 2]);
  expect(result.current.said).toMatch(/included.*parent/);
});

test("what was left out stays so when the draft grows", () => {
  const { result, rerender } = renderHook(({ diff }) => useSelection(diff, NEEDS, BELOW, nameOf), {
    initialProps: { diff: DIFF },
  });
  act(() => {
    result.current.toggle("other");
  });
  rerender({ diff: [...DIFF, change("more", 4)] });
  expect(result.current.indexes).toEqual([0, 1, 2, 4]);
});

test("what the server misses can be included", () => {
  const result = selection();
  act(() => {
    result.current.chooseNone();
  });
  act(() => {
    result.current.include([2]);
  });
  expect(result.current.indexes).toEqual([0, 1, 2]);
});

test("a row without a change has no box", () => {
  const { current } = selection();
  expect(current.checks.stateOf("elsewhere")).toBeUndefined();
  expect(current.checks.stateOf("child")).toBe(true);
});

test("a row without a change of its own stands for those below it", () => {
  const result = selection();
  expect(result.current.checks.stateOf("above")).toBe(true);
  act(() => {
    result.current.toggle("other");
  });
  expect(result.current.checks.stateOf("above")).toBe("mixed");
  act(() => {
    result.current.toggle("above");
  });
  expect(result.current.isAll).toBe(true);
  act(() => {
    result.current.toggle("above");
  });
  expect(result.current.checks.stateOf("above")).toBe(false);
  expect(result.current.indexes).toEqual([0, 1]);
  expect(result.current.checks.stateOf("nowhere")).toBeUndefined();
});

test("a task is chosen and left out together with all below it", () => {
  const result = selection();
  act(() => {
    result.current.toggleBelow("parent");
  });
  expect(result.current.indexes).toEqual([0, 3]);
  act(() => {
    result.current.toggleBelow("parent");
  });
  expect(result.current.isAll).toBe(true);
});
