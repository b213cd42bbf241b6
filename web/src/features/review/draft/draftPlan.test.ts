import { expect, test } from "vitest";

import { withComing } from "@/features/review/draft/draftPlan";
import { planWith } from "@/patch/planWith";
import type { Patch } from "@/patch/model";
import { childrenOf } from "@/patch/plan";

const KEPT = planWith({ a: {}, b: {} });
const created = (id: string): Patch => ({
  op: "create",
  target: "task",
  target_id: id,
  body: { title: id, position: "z" },
});

test("a task of an answer that the server has kept by now is in the draft once", () => {
  expect(["a", "b"]).toEqual(childrenOf(withComing(KEPT, [created("a"), created("b")]), null));
});

test("what the server has not kept yet is added to the draft", () => {
  expect(["a", "b", "c"]).toEqual(childrenOf(withComing(KEPT, [created("a"), created("c")]), null));
});
