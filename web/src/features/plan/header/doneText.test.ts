import { expect, test } from "vitest";

import { doneText } from "@/features/plan/header/doneText";
import { derive } from "@/patch/derived";
import type { TaskFields } from "@/patch/model";
import { EMPTY, type Plan } from "@/patch/plan";
import { planWith, type Outline } from "@/patch/planWith";

const said = (plan: Plan) => doneText(plan, derive(plan).get(null) ?? expect.fail());

test.each<[string, Outline, Record<string, TaskFields>]>([
  ["0 of 2 done", { a: {}, b: {} }, {}],
  ["1 of 2 done", { a: {}, b: {} }, { a: { status: "completed" } }],
  ["0 of 2 done · 1 with sub-tasks", { a: { b: {}, c: {} } }, {}],
  ["0 of 1 done · 1 cancelled", { a: {}, b: {} }, { b: { status: "cancelled" } }],
  [
    "1 of 1 done · 2 with sub-tasks · 1 cancelled",
    { a: { b: {} }, c: { d: {} } },
    { b: { status: "completed" }, c: { status: "cancelled" } },
  ],
])("each task is counted once: %s", (text, outline, fields) => {
  expect(said(planWith(outline, fields))).toBe(text);
});

test("nothing is counted of a plan without tasks", () => {
  expect(said(EMPTY)).toBe("0 of 0 done");
});
