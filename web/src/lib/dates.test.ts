import { expect, test } from "vitest";

import {
  daysAfter,
  daysBetween,
  isWeekend,
  mondayOf,
  workingDayFrom,
  workingDaysAfter,
  workingDaysBetween,
} from "@/lib/dates";

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

test("the days between two dates lead from one to the other", () => {
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect(daysBetween("2026-12-01", "2026-11-30")).toBe(-1);
});

test("working days leave out Saturday and Sunday, in both directions", () => {
  expect(workingDaysAfter("2026-11-27", 0)).toBe("2026-11-27");
  expect(workingDaysAfter("2026-11-27", 1)).toBe("2026-11-30");
  expect(workingDaysAfter("2026-11-30", -1)).toBe("2026-11-27");
  expect(workingDaysAfter("2026-11-28", 6)).toBe("2026-12-07");
});

test("counting day by day leads to the same working days", () => {
  const fortnight = Array.from({ length: 14 }, (_, day) => daysAfter("2026-11-23", day));
  for (const date of fortnight) {
    for (const step of [1, -1]) {
      let at = date;
      for (let days = 1; days <= 12; days += 1) {
        do at = daysAfter(at, step);
        while (isWeekend(at));
        expect(workingDaysAfter(date, step * days)).toBe(at);
      }
    }
    for (const to of fortnight.filter((other) => other >= date)) {
      const between = fortnight.filter((day) => day >= date && day < to && !isWeekend(day));
      expect(workingDaysBetween(date, to)).toBe(between.length);
      expect(workingDaysBetween(to, date) + between.length).toBe(0);
    }
  }
});

test("work begins on a working day", () => {
  expect(workingDayFrom("2026-11-27")).toBe("2026-11-27");
  expect(workingDayFrom("2026-11-28")).toBe("2026-11-30");
  expect(workingDayFrom("2026-11-29")).toBe("2026-11-30");
});
