import { expect, test } from "vitest";

import { owedSteps, speedsFor } from "@/features/history/travel/speeds";

test("what is left of a step is made up for by the next frames", () => {
  let [rest, steps] = [0, 0];
  for (let frame = 0; frame < 60; frame += 1) {
    const due = owedSteps(rest, 1000 / 60, 16);
    rest = due.rest;
    steps += due.steps;
  }
  expect(steps + rest).toBeCloseTo(16);
});

test("a frame that took long does not skip what nobody has seen", () => {
  expect(owedSteps(0, 10_000, 4)).toEqual({ steps: 1, rest: 0 });
});

test("who wants little motion is offered one calm speed", () => {
  expect(speedsFor(true)).toEqual([1]);
  expect(speedsFor(false).at(-1)).toBe(256);
});
