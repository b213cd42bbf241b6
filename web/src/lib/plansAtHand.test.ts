import { expect, test } from "vitest";

import { holdPlan, planAtHand } from "@/lib/plansAtHand";
import { planWith } from "@/patch/planWith";

const PLAN = planWith({ a: {} });

test("an open plan is at hand at its version alone, and until it is closed", () => {
  const letGo = holdPlan("p", () => ({ plan: PLAN, version: 3 }));
  expect([PLAN, undefined, undefined]).toEqual([
    planAtHand("p", 3),
    planAtHand("p", 2),
    planAtHand("q", 3),
  ]);
  letGo();
  expect(undefined).toBe(planAtHand("p", 3));
});

test("what is opened anew stays at hand when the one before is closed", () => {
  const letGo = holdPlan("p", () => ({ plan: PLAN, version: 1 }));
  holdPlan("p", () => ({ plan: PLAN, version: 2 }));
  letGo();
  expect(PLAN).toBe(planAtHand("p", 2));
});
