import { expect, test } from "vitest";

import { daysAfter, mondayOf } from "@/lib/dates";

test("days are counted across months, years and changes of the clock", () => {
  expect(daysAfter("2026-12-31", 1)).toBe("2027-01-01");
  expect(daysAfter("2028-03-01", -1)).toBe("2028-02-29");
  expect(daysAfter("2026-03-28", 2)).toBe("2026-03-30");
});

test("a week begins on Monday, also for its Sunday", () => {
  expect(mondayOf("2026-11-23")).toBe("2026-11-23");
  expect(mondayOf("2026-11-29")).toBe("2026-11-23");
  expect(mondayOf("2027-01-01")).toBe("2026-12-28");
});
