import { expect, test } from "vitest";

import { filtered, isFiltering, type PlanFilter } from "@/features/plan/filter/filter";
import { planWith } from "@/patch/planWith";

const TODAY = "2026-11-25";
const PLAN = planWith(
  { A: { B: { C: {} }, D: {} }, E: { F: {} } },
  {
    A: { priority: "high" },
    C: { status: "completed", due_date: "2026-11-24", tags: ["ui"] },
    D: { status: "blocked", due_date: "2026-11-24", assignee: "user:ada" },
    E: { due_date: "2026-12-01", description: "All about Roses" },
    F: { due_date: TODAY },
  },
);

test.each<[PlanFilter, string, string]>([
  [{ status: "completed" }, "C", "AB"],
  [{ status: "open" }, "ABDEF", ""],
  [{ priority: "high" }, "A", ""],
  [{ assignee: "user:ada" }, "D", "A"],
  [{ tag: "ui" }, "C", "AB"],
  [{ due: "overdue" }, "D", "A"],
  [{ due: "today" }, "F", "E"],
  [{ due: "week" }, "EF", ""],
  [{ due: "none" }, "AB", ""],
  [{ text: "roses ALL" }, "E", ""],
  [{ text: "t3" }, "C", "AB"],
  [{ status: "open", due: "week" }, "EF", ""],
  [{ tag: "ui", status: "blocked" }, "", ""],
])("%j leaves %s, below %s", (filter, matching, above) => {
  const left = filtered(PLAN, filter, TODAY);
  expect([...left.matching].sort().join("")).toBe(matching);
  expect([...left.above].sort().join("")).toBe(above);
});

test("what is left keeps its order and its levels", () => {
  expect(filtered(PLAN, { due: "overdue" }, TODAY).children).toEqual(
    new Map<string | null, string[]>([
      [null, ["A"]],
      ["A", ["D"]],
    ]),
  );
});

test("a filter without values looks for nothing", () => {
  expect(isFiltering({ tag: undefined })).toBe(false);
  expect(isFiltering({ tag: "ui" })).toBe(true);
});
