import { expect, test } from "vitest";

import { spansOf } from "@/features/gantt/spans";
import type { TaskFields } from "@/patch/model";
import { planWith } from "@/patch/planWith";

const NESTED = { a: { b: {}, c: { d: {} } } };
const B = { start_date: "2026-11-05", due_date: "2026-11-09" };

test("a parent without dates reaches over all below it", () => {
  const d = { start_date: "2026-11-02", due_date: "2026-11-06" };
  const spans = spansOf(planWith(NESTED, { b: B, d }));
  expect(spans.get("a")).toEqual({ start: "2026-11-02", due: "2026-11-09", from: "children" });
  expect(spans.get("c")).toEqual({ start: "2026-11-02", due: "2026-11-06", from: "children" });
});

test.each<[TaskFields, string, string]>([
  [{ start_date: "2026-11-01" }, "2026-11-01", "2026-11-09"],
  // Its bar never ends before it begins.
  [{ due_date: "2026-11-01" }, "2026-11-01", "2026-11-05"],
])("a parent's own date %j wins over those below it", (a, start, due) => {
  const spans = spansOf(planWith(NESTED, { a, b: B }));
  expect(spans.get("a")).toEqual({ start, due, from: "dates" });
});

test.each<[TaskFields, string, string, string]>([
  [
    { start_date: "2026-11-05", due_date: "2026-11-06", estimated_minutes: 9000 },
    "05",
    "06",
    "dates",
  ],
  [{ due_date: "2026-11-05" }, "05", "05", "dates"],
  [{ start_date: "2026-11-05" }, "05", "05", "dates"],
  [{ start_date: "2026-11-05", estimated_minutes: 30 }, "05", "05", "dates"],
  // A Thursday and two working days more, over the weekend.
  [{ start_date: "2026-11-05", estimated_minutes: 1440 }, "05", "09", "estimate"],
  [{ due_date: "2026-11-09", estimated_minutes: 1440 }, "05", "09", "estimate"],
])("a task with %j is from %s to %s", (a, start, due, from) => {
  const spans = spansOf(planWith({ a: {} }, { a }));
  expect(spans.get("a")).toEqual({ start: `2026-11-${start}`, due: `2026-11-${due}`, from });
});

test("a task without a date is nowhere, whatever its estimate", () => {
  expect(spansOf(planWith({ a: {} }, { a: { estimated_minutes: 60 } })).size).toBe(0);
});
