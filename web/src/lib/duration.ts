/**
 * Estimates as people write them: "90m", "1h 30m", "2d", "1.5d", "2w". A day of work has 8 hours
 * and a week 5 days; a bare number counts minutes, as the field that it becomes.
 */
const MINUTES = { m: 1, h: 60, d: 8 * 60, w: 5 * 8 * 60 } as const;
/** The minutes of a day of work. */
export const WORKDAY_MINUTES = MINUTES.d;
const PART = /(\d+(?:[.,]\d+)?)\s*(w|d|h|m)?[a-z]*/gy;

/** The minutes that a text means, rounded; null when it is no duration or not above zero. */
export function parseDuration(text: string): number | null {
  const parts = partsOf(text.trim().toLowerCase());
  if (!parts) return null;
  const minutes = Math.round(parts.reduce((sum, part) => sum + part, 0));
  return minutes > 0 ? minutes : null;
}

function partsOf(text: string): number[] | null {
  const parts: number[] = [];
  let place = 0;
  let before: string | undefined;
  while (place < text.length) {
    PART.lastIndex = place;
    const found = PART.exec(text);
    if (!found) return null;
    // "1h30" is clear; "2d 3" may be three hours or three minutes.
    if (!found[2] && before && before !== "h") return null;
    before = found[2] ?? "m";
    const unit = before as keyof typeof MINUTES;
    parts.push(Number((found[1] ?? "").replace(",", ".")) * MINUTES[unit]);
    place = PART.lastIndex;
    place += /^[\s,]*(and\s+)?/.exec(text.slice(place))?.[0].length ?? 0;
  }
  return parts.length > 0 ? parts : null;
}

/** Minutes as short text that `parseDuration` reads back: 570 is "1d 1h 30m". */
export function formatDuration(minutes: number): string {
  if (minutes === 0) return "0m";
  const days = Math.floor(minutes / MINUTES.d);
  const hours = Math.floor((minutes % MINUTES.d) / MINUTES.h);
  const rest = minutes % MINUTES.h;
  const shown = [
    [days, "d"],
    [hours, "h"],
    [rest, "m"],
  ] as const;
  return shown
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join(" ");
}
