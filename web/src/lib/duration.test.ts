import { describe, expect, test } from "vitest";

import { formatDuration, parseDuration } from "@/lib/duration";

describe("estimates", () => {
  test.each([
    ["90m", 90],
    ["90", 90],
    ["1h 30m", 90],
    ["1h30", 90],
    ["1.5h", 90],
    ["1,5 hours", 90],
    ["2d", 960],
    ["1 day and 2 hours", 600],
    ["1w", 2400],
    ["3 weeks", 7200],
  ])("%j is read as %d minutes", (text, minutes) => {
    expect(parseDuration(text)).toBe(minutes);
  });

  test.each(["", "soon", "h", "-5m", "0", "2d then some", "1h ?", "2d 3", "1w 2"])(
    "%j is no estimate",
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );

  test.each([
    [45, "45m"],
    [60, "1h"],
    [570, "1d 1h 30m"],
    [480, "1d"],
    [0, "0m"],
  ])("%d minutes are shown as %j", (minutes, text) => {
    expect(formatDuration(minutes)).toBe(text);
  });

  test("what is shown is read back as the same", () => {
    for (let minutes = 1; minutes < 6000; minutes += 7) {
      expect(parseDuration(formatDuration(minutes))).toBe(minutes);
    }
  });
});
