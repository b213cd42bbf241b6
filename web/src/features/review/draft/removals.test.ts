import { expect, test } from "vitest";

import { compare } from "@/components/diff/compare";
import { removalsIn } from "@/features/review/draft/removals";
import { applyAll } from "@/patch/apply";
import { planWith } from "@/patch/planWith";

const BASE = planWith({ a: { a1: {}, a2: { a3: {} } }, b: {} });
const without = (...ids: string[]) =>
  compare(
    BASE,
    applyAll(
      BASE,
      ids.map((id) => ({ op: "delete", target: "task", target_id: id })),
    ),
  );

test("of a subtree that goes only its top is named, with how many go with it", () => {
  expect([["T1 “a”", 3]]).toEqual(removalsIn(without("a")).map(({ name, below }) => [name, below]));
});

test("removals beside each other are named one by one", () => {
  expect(["a1", "b"]).toEqual(removalsIn(without("a1", "b")).map(({ id }) => id));
  expect(removalsIn(compare(BASE, BASE))).toEqual([]);
});
