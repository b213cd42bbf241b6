import { expect, test } from "vitest";

import { forecastOf } from "@/features/gantt/forecast";
import { spansOf } from "@/features/gantt/spans";
import type { TaskFields } from "@/patch/model";
import { planWith, type Outline } from "@/patch/planWith";

/** A Thursday. */
const TODAY = "2026-11-26";
const DAY = 480;

test("open tasks follow what they wait for, over the weekend", () => {
  expect(
    forecast(
      { a: {}, b: {}, c: {} },
      {
        a: { estimated_minutes: 2 * DAY },
        b: { estimated_minutes: DAY, depends_on: ["a"] },
        c: {},
      },
    ),
  ).toEqual({ a: "11-26 11-27", b: "11-30 11-30", c: "11-26 11-26" });
});

test("short tasks share a day", () => {
  const short = { estimated_minutes: 120 };
  expect(
    forecast(
      { a: {}, b: {}, c: {} },
      {
        a: short,
        b: { ...short, depends_on: ["a"] },
        c: { depends_on: ["b"], estimated_minutes: DAY },
      },
    ),
  ).toEqual({ a: "11-26 11-26", b: "11-26 11-26", c: "11-26 11-27" });
});

test("dates that there are hold, and what waits for a parent waits for all below it", () => {
  expect(
    forecast(
      { a: { b: {}, c: {} }, d: {} },
      {
        b: { due_date: "2026-12-02" },
        c: { estimated_minutes: DAY },
        d: { estimated_minutes: DAY, depends_on: ["a"] },
      },
    ),
  ).toEqual({ c: "11-26 11-26", d: "12-03 12-03" });
});

test("nothing begins before the task above it", () => {
  expect(forecast({ a: { b: {} } }, { a: { start_date: "2026-12-07" }, b: {} })).toEqual({
    b: "12-07 12-07",
  });
});

test("what is settled is past", () => {
  expect(
    forecast(
      { a: {}, b: {} },
      { a: { status: "completed", estimated_minutes: 9 * DAY }, b: { depends_on: ["a"] } },
    ),
  ).toEqual({ b: "11-26 11-26" });
});

test("an estimate of a thousand years ends somewhere", () => {
  const { a } = forecast({ a: {} }, { a: { estimated_minutes: 1e9 } });
  expect(a).toMatch(/^11-26 /);
});

test("a parent of forecasts is one, whatever else there is", () => {
  const plan = planWith({ a: { b: {} }, c: { d: {}, e: {} } }, { e: { due_date: "2026-11-27" } });
  const spans = spansOf(plan, forecastOf(plan, spansOf(plan), TODAY));
  expect(spans.get("a")?.from).toBe("forecast");
  expect(spans.get("c")?.from).toBe("children");
});

function forecast(outline: Outline, fields: Record<string, TaskFields>): Record<string, string> {
  const plan = planWith(outline, fields);
  const found = forecastOf(plan, spansOf(plan), TODAY);
  return Object.fromEntries(
    [...found].map(([id, { start, due }]) => [id, `${start.slice(5)} ${due.slice(5)}`]),
  );
}
