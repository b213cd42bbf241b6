import { expect, test } from "vitest";

import { paceOf, type Day } from "@/features/dashboard/throughput";

test("a week has what its days have, also where it is cut at the edge", () => {
  const days = [day("2026-11-22", 1, 0), day("2026-11-23", 2, 1), day("2026-11-29", 3, 0)];
  expect(paceOf(days, "week")).toEqual([
    { begin: "2026-11-16", finished: 1, reopened: 0 },
    { begin: "2026-11-23", finished: 5, reopened: 1 },
  ]);
});

test("by day, every day stands for itself", () => {
  const days = [day("2026-11-22", 1, 0), day("2026-11-23", 0, 2)];
  expect(paceOf(days, "day")).toEqual([
    { begin: "2026-11-22", finished: 1, reopened: 0 },
    { begin: "2026-11-23", finished: 0, reopened: 2 },
  ]);
});

function day(of: string, finished: number, reopened: number): Day {
  const rest = { total: 9, completed: 0, remaining: 9, remaining_minutes: 0 };
  return { day: of, finished, reopened, ...rest };
}
