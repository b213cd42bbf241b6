/** The height of a line, in pixels. */
export const ROW = 36;

/** What is drawn in the colours of the page. */
export const COLOURS = {
  grid: "var(--color-line)",
  plain: "var(--color-edge)",
  critical: "var(--color-removed)",
} as const;

/** The height of the dates above the lines, in pixels. */
export const HEAD = 44;
