import { expect, test } from "vitest";

import { showMore } from "@/lib/showMore";

test.each([
  [200, 800, "Show 200 more of the other 800"],
  [1000, 12_345, "Show 1,000 more of the other 12,345"],
  [10, 10, "Show the other 10"],
  [10, 3, "Show the other 3"],
  [10, 1, "Show the other one"],
])("of steps of %d, with %d left, a button says: %s", (step, left, said) => {
  expect(showMore(step, left)).toBe(said);
});
