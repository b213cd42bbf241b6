import { describe, expect, test } from "vitest";

import tokens from "./tokens.css?raw";

type Scheme = 0 | 1;

/** The colours of the file, light and dark. */
const COLOURS = new Map(
  [...tokens.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, [light, dark] as const],
  ),
);

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How far apart two colours are, as WCAG 2 measures it: 1 to 21. */
function contrast(a: string, b: string, scheme: Scheme): number {
  const [light = 0, dark = 0] = [a, b]
    .map((name) => luminance(COLOURS.get(name)?.[scheme] ?? ""))
    .sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["canvas", "surface", "raised", "sunken", "accent-soft"];
const MARKS = ["added", "changed", "moved", "removed"];
const TEXTS: readonly (readonly [string, string])[] = [
  ...["ink", "muted", "faint", "accent", ...MARKS].flatMap((text) =>
    GROUNDS.map((ground) => [text, ground] as const),
  ),
  ...MARKS.flatMap((mark) =>
    ["ink", "muted", "faint", "added", "removed", mark].map(
      (text) => [text, `${mark}-soft`] as const,
    ),
  ),
  ["on-accent", "accent-fill"],
  ["on-accent", "accent-fill-hover"],
  ["on-accent", "danger-fill"],
];

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("%s colours", (_, scheme) => {
  test.each(TEXTS)("%s can be read on %s", (text, ground) => {
    expect(contrast(text, ground, scheme)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(GROUNDS.slice(0, 3))("the edge of a field can be seen on %s", (ground) => {
    expect(contrast("edge", ground, scheme)).toBeGreaterThanOrEqual(3);
  });
});
