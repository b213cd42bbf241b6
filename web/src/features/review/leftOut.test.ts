import { expect, test } from "vitest";

import { compare } from "@/components/diff/compare";
import type { Proposal } from "@/features/review/conversation/answers";
import { leftOutOf } from "@/features/review/leftOut";
import { applyAll } from "@/patch/apply";
import type { Patch } from "@/patch/model";
import { planWith } from "@/patch/planWith";

test("what was left out is told by its name, once for each task, with what it would have been", () => {
  const base = planWith({ a: { b: {} }, c: {} });
  const patches: Patch[] = [
    { op: "delete", target: "task", target_id: "a" },
    { op: "update", target: "task", target_id: "c", body: { priority: "high" } },
    { op: "create", target: "task", target_id: "d", body: { title: "New", position: "z" } },
  ];
  const proposal = { left_out: [...patches, ...patches.slice(1)] } as unknown as Proposal;
  const found = leftOutOf(proposal, compare(base, applyAll(base, patches)));
  expect(found).toEqual([
    { id: "a", name: "T1 a", marks: ["removed"], note: "Removes 1 sub-task", changes: [] },
    {
      id: "c",
      name: "T3 c",
      marks: ["changed"],
      note: undefined,
      changes: [{ field: "priority", before: "Medium", after: "High" }],
    },
    { id: "d", name: "New", marks: ["added"], note: undefined, changes: [] },
  ]);
});
