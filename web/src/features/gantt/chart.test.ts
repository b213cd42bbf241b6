import { expect, test } from "vitest";

import { chartOf } from "@/features/gantt/chart";
import { planWith } from "@/patch/planWith";

const TODAY = "2026-11-23";
const PLAN = planWith(
  { a: { b: {} }, c: {}, d: {} },
  {
    b: { due_date: "2026-11-25" },
    c: { due_date: "2026-11-27", depends_on: ["b"] },
    d: { depends_on: ["c"] },
  },
);

test("lines stand in the order of the tree, and waits lead from line to line", () => {
  const { lines, waits, forecast } = chartOf(PLAN, "day", TODAY, null);
  expect(lines.map(({ task, depth }) => [task.id, depth])).toEqual([
    ["a", 1],
    ["b", 2],
    ["c", 1],
    ["d", 1],
  ]);
  expect(waits).toEqual([
    { from: 1, to: 2, isCritical: true },
    { from: 2, to: 3, isCritical: true },
  ]);
  expect(forecast).toEqual([lines[3]]);
});

test("of what matches, lines and waits are those that are left", () => {
  const { lines, waits } = chartOf(PLAN, "day", TODAY, new Set(["b", "c"]));
  expect(lines.map(({ task }) => task.id)).toEqual(["b", "c"]);
  expect(waits).toEqual([{ from: 0, to: 1, isCritical: true }]);
  expect(chartOf(PLAN, "day", TODAY, new Set(["c"])).waits).toEqual([]);
});

test("the axis holds today and every date, with room around them", () => {
  const plan = planWith({ a: {} }, { a: { start_date: "2027-02-01", due_date: "2027-02-03" } });
  const { axis } = chartOf(plan, "week", TODAY, null);
  expect(axis.at(TODAY)).toBeGreaterThan(0);
  expect(axis.at("2027-02-04")).toBeLessThan(axis.width);
});
