/** What is at the lower edge of the page, or was a moment ago: from where to where it is, in pixels. */
interface Edges {
  readonly top: number;
  readonly bottom: number;
}

/** So high is a note, or a stack of them. */
const NOTE = 120;
const GAP = 8;

/**
 * How far above the lower edge of the window notes are shown: as far as `usual`, unless that covers a
 * bar. Then they are below it, where there is room, or above.
 */
export function clearOfBars(usual: number, height: number, bars: readonly Edges[]): number {
  let place = usual;
  for (const { top, bottom } of bars) {
    const isCovered = height - top + GAP > place && height - bottom < place + NOTE;
    if (!isCovered) continue;
    const below = height - bottom - GAP - NOTE;
    place = below > GAP ? below : height - top + GAP;
  }
  return place;
}
