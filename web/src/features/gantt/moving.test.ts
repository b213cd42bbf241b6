import { expect, test } from "vitest";

import { moveByKey, moved, pulled } from "@/features/gantt/moving";
import type { Span } from "@/features/gantt/spans";
import type { TaskFields } from "@/patch/model";
import { planWith } from "@/patch/planWith";

const SPAN: Span = { start: "2026-11-23", due: "2026-11-30", from: "dates" };
const BOTH = { start_date: SPAN.start, due_date: SPAN.due };

test("a task is moved with each date that it has", () => {
  expect(moved(task(BOTH), SPAN, "both", 1)).toEqual({
    start_date: "2026-11-24",
    due_date: "2026-12-01",
  });
  expect(moved(task({ due_date: SPAN.due }), SPAN, "both", -1)).toEqual({ due_date: "2026-11-29" });
  expect(moved(task({}), SPAN, "both", 1)).toBeNull();
  expect(moved(task(BOTH), SPAN, "both", 0)).toBeNull();
});

test("an end is moved alone, and not past the other", () => {
  expect(moved(task(BOTH), SPAN, "due", 1)).toEqual({ due_date: "2026-12-01" });
  expect(moved(task(BOTH), SPAN, "due", -30)).toEqual({ due_date: SPAN.start });
  expect(moved(task(BOTH), SPAN, "start", -1)).toEqual({ start_date: "2026-11-22" });
  expect(moved(task(BOTH), SPAN, "start", 30)).toEqual({ start_date: SPAN.due });
});

test("what was a forecast gets the dates where it is left", () => {
  const forecast: Span = { ...SPAN, from: "forecast" };
  expect(moved(task({}), forecast, "both", 1)).toEqual({
    start_date: "2026-11-24",
    due_date: "2026-12-01",
  });
  expect(moved(task({}), forecast, "due", 1)).toEqual({
    start_date: SPAN.start,
    due_date: "2026-12-01",
  });
});

test("an end that followed from the estimate becomes a date", () => {
  expect(moved(task({ start_date: SPAN.start }), SPAN, "due", 1)).toEqual({
    due_date: "2026-12-01",
  });
});

test("what is shown while a bar moves is what its dates will be", () => {
  for (const grip of ["both", "start", "due"] as const) {
    for (const days of [-9, -1, 1, 9]) {
      const { start, due } = pulled(SPAN, grip, days);
      const then = { ...BOTH, ...moved(task(BOTH), SPAN, grip, days) };
      expect({ start_date: start, due_date: due }).toEqual(then);
    }
  }
});

test("only arrows with Shift move dates", () => {
  const key = (name: string, shiftKey: boolean, ctrlKey = false) =>
    moveByKey({ key: name, shiftKey, ctrlKey, metaKey: false });
  expect(key("ArrowRight", false)).toBeNull();
  expect(key("a", true)).toBeNull();
  expect(key("ArrowLeft", true)).toEqual({ grip: "both", days: -1 });
  expect(key("ArrowRight", true, true)).toEqual({ grip: "due", days: 1 });
});

function task(fields: TaskFields) {
  const [only] = planWith({ a: {} }, { a: fields }).tasks.values();
  if (!only) throw new Error("The plan has no task.");
  return only;
}
