import { describe, expect, test } from "vitest";

import { ago, shortDate, todayIn } from "@/lib/time";

const NOW = new Date("2026-11-23T12:00:00Z");

describe("times", () => {
  test.each([
    ["2026-11-23T11:59:30Z", "just now"],
    ["2026-11-23T11:55:00Z", "5 minutes ago"],
    ["2026-11-23T09:00:00Z", "3 hours ago"],
    ["2026-11-22T10:00:00Z", "yesterday"],
    ["2026-10-01T10:00:00Z", "last month"],
    ["2024-11-01T10:00:00Z", "2 years ago"],
  ])("%s was %s", (time, text) => {
    expect(ago(time, NOW)).toBe(text);
  });

  test("a date of this year has no year, one of another year has", () => {
    expect(shortDate("2026-12-03", "2026-11-23")).toBe("Dec 3");
    expect(shortDate("2027-01-03", "2026-11-23")).toBe("Jan 3, 2027");
  });

  test("today is the reader's own day", () => {
    expect(todayIn(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
  });
});
