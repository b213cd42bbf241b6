import { ENGLISH } from "@/lib/locale";

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const relative = new Intl.RelativeTimeFormat(ENGLISH, { numeric: "auto" });
const thisYear = new Intl.DateTimeFormat(ENGLISH, {
  month: "short",
  day: "numeric",
  timeZone: "UTC",
});
const otherYear = new Intl.DateTimeFormat(ENGLISH, { dateStyle: "medium", timeZone: "UTC" });
const exact = new Intl.DateTimeFormat(ENGLISH, { dateStyle: "medium", timeStyle: "short" });

/** How long ago a time (RFC 3339) was: "just now", "5 minutes ago", "yesterday". */
export function ago(time: string, now: Date): string {
  const seconds = (new Date(time).getTime() - now.getTime()) / 1000;
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return "just now";
}

/** A time (RFC 3339) in the reader's own time zone: "23 Nov 2026, 06:04". */
export function exactly(time: string): string {
  return exact.format(new Date(time));
}

/** From one time (RFC 3339) to another, in the reader's own time zone, what both share said once. */
export function span(since: string, until: string): string {
  return exact.formatRange(new Date(since), new Date(until));
}

/** A date (`2026-11-23`) in few letters: "23 Nov", with the year when it is another than `today`'s. */
export function shortDate(date: string, today: string): string {
  const format = date.slice(0, 4) === today.slice(0, 4) ? thisYear : otherYear;
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** Today's date where the reader is, as `2026-11-23`. */
export function todayIn(now: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
