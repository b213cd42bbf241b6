import { expect, test } from "vitest";

import { columnsOf, statusEdit, STATUSES } from "@/features/board/columns";
import { applyAll } from "@/patch/apply";
import { planWith } from "@/patch/planWith";

const PLAN = planWith(
  { a: { b: {}, c: {} }, d: {} },
  { a: { status: "in_progress" }, b: { status: "completed" } },
);

test("every leaf stands in the column of its status, in the order of the plan", () => {
  const columns = columnsOf(PLAN, "leaves", null);
  expect([...columns.keys()]).toEqual(STATUSES);
  expect(ids(columns.get("todo"))).toEqual(["c", "d"]);
  expect(ids(columns.get("completed"))).toEqual(["b"]);
  expect(ids(columns.get("in_progress"))).toEqual([]);
});

test("of the roots, only they stand on the board", () => {
  const columns = columnsOf(PLAN, "roots", null);
  expect(ids(columns.get("in_progress"))).toEqual(["a"]);
  expect(ids(columns.get("todo"))).toEqual(["d"]);
  expect(ids(columns.get("completed"))).toEqual([]);
});

test("of all, parents stand beside their sub-tasks, each by its own status", () => {
  const columns = columnsOf(PLAN, "all", null);
  expect(ids(columns.get("in_progress"))).toEqual(["a"]);
  expect(ids(columns.get("todo"))).toEqual(["c", "d"]);
});

test("what does not match stands nowhere", () => {
  const columns = columnsOf(PLAN, "leaves", new Set(["a", "d"]));
  expect([...columns.values()].flatMap((tasks) => ids(tasks) ?? [])).toEqual(["d"]);
});

test("several cards are moved by one edit, and those that are there already are left alone", () => {
  const edit = statusEdit(PLAN, ["b", "c", "d"], "completed");
  expect(edit?.patches.map(({ target_id }) => target_id)).toEqual(["c", "d"]);
  expect(edit?.message).toBe("2 tasks are completed");
  const moved = columnsOf(applyAll(PLAN, edit?.patches ?? []), "leaves", null);
  expect(ids(moved.get("completed"))).toEqual(["b", "c", "d"]);
});

test("nothing is changed where nothing has to be", () => {
  expect(statusEdit(PLAN, ["b", "gone"], "completed")).toBeNull();
});

function ids(tasks: readonly { id: string }[] | undefined): string[] | undefined {
  return tasks?.map(({ id }) => id);
}
