import { expect, test } from "vitest";

import { elapsed } from "@/features/dashboard/elapsed";

test("time on the clock is told in its two largest units, a day being 24 hours", () => {
  expect([0, 1, 60, 95, 1440, 3001].map(elapsed)).toEqual([
    "< 1m",
    "1m",
    "1h",
    "1h 35m",
    "1d",
    "2d 2h",
  ]);
});
