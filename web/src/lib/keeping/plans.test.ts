import "fake-indexeddb/auto";

import { expect, test } from "vitest";

import { keepSeen, seenPlan, seenProjects } from "@/lib/keeping/plans";
import { EMPTY } from "@/patch/plan";
import { planWith } from "@/patch/planWith";

test("a plan is kept as it was seen last; of many, those that were seen last; a deleted one is not", async () => {
  const plan = planWith({ a: { b: {} } });
  for (let at = 1; at <= 22; at += 1) {
    await keepSeen({ projectId: `p${at}`, plan, version: at, at });
  }
  await keepSeen({ projectId: "p21", plan, version: 50, at: 50 });
  expect(await seenPlan("p21")).toEqual({ projectId: "p21", plan, version: 50, at: 50 });
  expect((await seenProjects()).map(({ id }) => id).slice(0, 2)).toEqual(["p21", "p22"]);
  expect(await seenProjects()).toHaveLength(20);
  expect([await seenPlan("p1"), await seenPlan("p2")]).toEqual([null, null]);
  await keepSeen({ projectId: "p21", plan: EMPTY, version: 51, at: 51 });
  expect(await seenPlan("p21")).toBeNull();
});
