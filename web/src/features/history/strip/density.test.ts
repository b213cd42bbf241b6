import { describe, expect, test } from "vitest";

import {
  amountsText,
  barsOf,
  shadesOf,
  slotBefore,
  slotBeside,
  slotOf,
  type Slot,
} from "@/features/history/strip/density";

const AGENT = "agent:embedded/outline";
const share = (author: string, kind: "edit" | "accept" | "undo", patches: number) => ({
  actor: "user:local",
  author,
  kind,
  changesets: 1,
  patches,
});
const slot = (place: number, first: number, last: number, ...shares: Slot["shares"]): Slot => ({
  place,
  since: "2026-11-23T09:00:00Z",
  until: "2026-11-23T10:00:00Z",
  first,
  last,
  shares,
});
const BEGIN = slot(0, 1, 100, share(AGENT, "accept", 96), share("user:local", "edit", 4));
const LATER = slot(7, 101, 104, share("user:local", "edit", 3), share("user:local", "undo", 1));
const END = slot(9, 105, 105, share("user:local", "undo", 1));
const SLOTS = [BEGIN, LATER, END];

describe("colours", () => {
  test("tell who wrote it, the most active first", () => {
    expect(shadesOf(SLOTS, "who").map(({ name, patches }) => [name, patches])).toEqual([
      ["Built-in planner", 96],
      ["You", 9],
    ]);
  });

  test("or how it came about", () => {
    const shades = shadesOf(SLOTS, "how");
    expect(shades.map(({ name }) => name)).toEqual(["Accepted", "Edited", "Undone"]);
    expect(new Set(shades.map(({ fill }) => fill)).size).toBe(3);
  });

  test("are shared by those who did least, once there are more than colours", () => {
    const many = slot(0, 1, 28, ...[7, 6, 5, 4, 3, 2, 1].map((n) => share(`user:${n}`, "edit", n)));
    const shades = shadesOf([many], "who");
    expect(shades.map(({ name, patches }) => [name, patches])).toEqual([
      ...[7, 6, 5, 4, 3].map((n) => [String(n), n]),
      ["2 others", 3],
    ]);
    expect(new Set(shades.map(({ fill }) => fill)).size).toBe(6);
    const [bar] = barsOf([many], shades, "who");
    expect(bar?.blocks.at(-1)?.height).toBeCloseTo(3 / 28);
    expect(shadesOf([{ ...many, shares: many.shares.slice(1) }], "who").at(-1)?.name).toBe("1");
  });
});

describe("bars", () => {
  const bars = barsOf(SLOTS, shadesOf(SLOTS, "how"), "how");
  const heights = bars.map(({ blocks }) => blocks.reduce((sum, { height }) => sum + height, 0));

  test("are as high as the root of their amount, the highest as the strip, none too low to see", () => {
    expect(heights.map((height) => height.toFixed(2))).toEqual(["1.00", "0.20", "0.12"]);
  });

  test("are stacked without a gap, as much of each colour as it has of the amount", () => {
    const [edited, undone] = bars[1]?.blocks ?? [];
    expect(edited).toMatchObject({ key: "edit", bottom: 0 });
    expect(undone?.bottom).toBeCloseTo(edited?.height ?? 0);
    expect(edited?.height).toBeCloseTo(0.15);
  });

  test("have only the colours that they need", () => {
    expect(bars.map(({ blocks }) => blocks.map(({ key }) => key))).toEqual([
      ["accept", "edit"],
      ["edit", "undo"],
      ["undo"],
    ]);
  });
});

test("what a stretch of time holds is told in words", () => {
  expect(amountsText(BEGIN, "who")).toBe("100 changes: Built-in planner 96, You 4");
  expect(amountsText(END, "how")).toBe("1 change: Undone 1");
});

test.each([
  [0, undefined],
  [1, 0],
  [100, 0],
  [101, 7],
  [105, 9],
])("version %d was made in stretch %d", (version, expected) => {
  expect(slotOf(SLOTS, version)?.place).toBe(expected);
});

test("where nothing changed, what was before still holds", () => {
  expect([0, 5, 7, 8, 9].map((place) => slotBefore(SLOTS, place)?.last)).toEqual([
    100, 100, 104, 104, 105,
  ]);
});

test("one goes from a stretch with changes to the next, and not past the ends", () => {
  expect(slotBeside(SLOTS, BEGIN, 1)).toBe(LATER);
  expect(slotBeside(SLOTS, END, 1)).toBe(END);
  expect(slotBeside(SLOTS, BEGIN, -1)).toBe(BEGIN);
  expect(slotBeside([], undefined, 1)).toBeUndefined();
});
