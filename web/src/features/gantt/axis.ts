import { daysAfter, daysBetween, mondayOf } from "@/lib/dates";

/** How close one looks. */
export type Zoom = "day" | "week" | "month";
export const ZOOM_NAMES: Readonly<Record<Zoom, string>> = {
  day: "Days",
  week: "Weeks",
  month: "Months",
};

const DAY_WIDTH: Readonly<Record<Zoom, number>> = { day: 34, week: 11, month: 3.6 };
/** So many days fit on an axis: a browser draws nothing that is much wider. */
const MOST_DAYS: Readonly<Record<Zoom, number>> = { day: 3_700, week: 11_000, month: 36_500 };

type Step = Zoom | "year";

/** A stretch of the axis: a day, a week, a month or a year. */
export interface Tick {
  readonly date: string;
  readonly left: number;
  readonly width: number;
}

/** Days as places from left to right, in pixels. */
export interface Axis {
  readonly ticks: readonly Tick[];
  /** The months, or years, that the ticks are in. */
  readonly groups: readonly Tick[];
  readonly width: number;
  readonly dayWidth: number;
  /** Where a day begins; at one of the ends where it lies beyond. */
  readonly at: (date: string) => number;
}

/** The axis from the stretch that `first` is in to the one that `last` is in; too long, around `today`. */
export function axisOf(first: string, last: string, zoom: Zoom, today: string): Axis {
  const dayWidth = DAY_WIDTH[zoom];
  const [from, to] = bounded(within(first), within(last), MOST_DAYS[zoom], today);
  const origin = beginOf(from, zoom);
  const ticks = stretches(origin, to, zoom, (date) => daysBetween(origin, date) * dayWidth);
  const end = ticks.at(-1);
  const width = end ? end.left + end.width : 0;
  const at = (date: string) => Math.max(0, Math.min(width, daysBetween(origin, date) * dayWidth));
  const groups = stretches(origin, to, zoom === "month" ? "year" : "month", at);
  return { ticks, groups, width, dayWidth, at };
}

/** The years in which a date has four digits, and those beside it, too. */
function within(date: string): string {
  if (date < "0002-01-01") return "0002-01-01";
  return date > "9998-01-01" || date.startsWith("+") ? "9998-01-01" : date;
}

function bounded(first: string, last: string, most: number, today: string): [string, string] {
  if (daysBetween(first, last) <= most) return [first, last];
  const before = daysAfter(today, -Math.floor(most / 2));
  const latest = daysAfter(last, -most);
  const from = [before < first ? first : before, latest].reduce((a, b) => (a < b ? a : b));
  return [from, daysAfter(from, most)];
}

function stretches(origin: string, last: string, step: Step, at: (date: string) => number): Tick[] {
  const found: Tick[] = [];
  for (let date = beginOf(origin, step); date <= last;) {
    const next = nextOf(date, step);
    found.push({ date, left: at(date), width: at(next) - at(date) });
    date = next;
  }
  return found;
}

function beginOf(date: string, step: Step): string {
  if (step === "day") return date;
  if (step === "week") return mondayOf(date);
  return step === "month" ? `${date.slice(0, 7)}-01` : `${date.slice(0, 4)}-01-01`;
}

function nextOf(date: string, step: Step): string {
  if (step === "day") return daysAfter(date, 1);
  if (step === "week") return daysAfter(date, 7);
  return beginOf(daysAfter(date, step === "month" ? 31 : 366), step);
}
