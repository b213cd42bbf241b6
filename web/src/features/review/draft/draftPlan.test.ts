import { expect, test } from "vitest";

import { draftOf, withComing } from "@/features/review/draft/draftPlan";
import type { Proposal } from "@/features/review/conversation/answers";
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

test("the draft is the plan that it began with and the diff on it", () => {
  const patches = [created("c"), { op: "delete", target: "task", target_id: "a" }] as const;
  const diff = patches.map((patch) => ({ patch })) as unknown as Proposal["diff"];
  const draft = draftOf({ diff } as Proposal, KEPT);
  expect(["b", "c"]).toEqual(childrenOf(draft, null));
});
