import { expect, test } from "vitest";

import { axisOf } from "@/features/gantt/axis";

const TODAY = "2026-12-01";

test.each(["day", "week", "month"] as const)("the %ss of an axis leave no gap", (zoom) => {
  const axis = axisOf("2026-11-25", "2027-03-02", zoom, TODAY);
  for (const row of [axis.ticks, axis.groups]) {
    let left = 0;
    for (const tick of row) {
      expect(tick.left).toBeCloseTo(left);
      expect(axis.at(tick.date)).toBe(tick.left);
      left += tick.width;
    }
    expect(axis.width).toBeCloseTo(left);
  }
  expect(axis.at("2027-03-02")).toBeLessThan(axis.width);
});

test("weeks begin on Monday and months on their first day", () => {
  const dates = (first: string, last: string, zoom: "week" | "month") =>
    axisOf(first, last, zoom, TODAY).ticks.map(({ date }) => date);
  expect(dates("2026-11-25", "2026-12-01", "week")).toEqual(["2026-11-23", "2026-11-30"]);
  expect(dates("2026-11-25", "2027-01-01", "month")).toEqual([
    "2026-11-01",
    "2026-12-01",
    "2027-01-01",
  ]);
});

test.each([
  ["0001-01-01", "9999-12-31", TODAY],
  ["0001-01-01", "2020-01-01", "2020-01-01"],
  ["2030-01-01", "9999-12-31", "2030-01-01"],
])("from %s to %s an axis is as wide as a browser can draw, and shows %s", (first, last, seen) => {
  for (const zoom of ["day", "week", "month"] as const) {
    const axis = axisOf(first, last, zoom, TODAY);
    expect(axis.width).toBeLessThan(140_000);
    expect(axis.at(first)).toBeGreaterThanOrEqual(0);
    expect(axis.at(last)).toBeLessThanOrEqual(axis.width);
    expect((axis.ticks[0]?.date ?? "") <= seen).toBe(true);
    expect(axis.at(seen)).toBeLessThan(axis.width);
  }
});
