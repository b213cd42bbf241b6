import { describe, expect, test, vi } from "vitest";

import { ago, todayIn } from "@/lib/time";

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

  test.each([
    ["en-US", "Dec 3", "Jan 3, 2027", "Jan 3, 2027, 2:05 PM", "12/3/2026"],
    ["de-DE", "3 Dec", "3 Jan 2027", "3 Jan 2027, 14:05", "03/12/2026"],
    ["en-US@posix", "3 Dec", "3 Jan 2027", "3 Jan 2027, 14:05", "03/12/2026"],
  ])("a browser that says %s has them in one style", async (language, near, far, time, typed) => {
    vi.stubGlobal("navigator", { language });
    vi.resetModules();
    const { shortDate, exactly } = await import("@/lib/time");
    const { ENGLISH } = await import("@/lib/locale");
    expect(shortDate("2026-12-03", "2026-11-23")).toBe(near);
    expect(shortDate("2027-01-03", "2026-11-23")).toBe(far);
    expect(exactly("2027-01-03T14:05:00").replaceAll("\u202f", " ")).toBe(time);
    // What a field for a date is written in: `App` gives it this.
    expect(new Date("2026-12-03T12:00:00").toLocaleDateString(ENGLISH)).toBe(typed);
  });

  test("today is the reader's own day", () => {
    expect(todayIn(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
  });
});
