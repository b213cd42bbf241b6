import { defaultFilter } from "cmdk";
import { expect, test } from "vitest";

import { bestOf, numberIn } from "@/app/palette/found";

function best(things: readonly string[], typed: string): readonly string[] {
  return bestOf(things, typed, String, defaultFilter, 2).things;
}

test("letters in their order find a text, the nearest first, and no more than wanted", () => {
  const titles = ["Water the garden", "Write the guide", "Dig", "Wait, the great wall"];
  expect(best(titles, "wtg")).toHaveLength(2);
  expect(best(titles, "dig")).toEqual(["Dig"]);
  expect(best(titles, "xyz")).toEqual([]);
});

test("without words the first ones are there, in their order", () => {
  expect(best(["C", "A", "B"], "")).toEqual(["C", "A"]);
});

test.each([
  ["T17", 17],
  ["#4", 4],
  ["4", 4],
  ["4 days", null],
  ["t", null],
])("%s names the number %s", (typed, expected) => {
  expect(numberIn(typed)).toBe(expected);
});
