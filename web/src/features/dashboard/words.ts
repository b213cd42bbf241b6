/** Of how much time the charts tell. */
export type Span = "month" | "quarter" | "year";
export const SPAN_NAMES: Readonly<Record<Span, string>> = {
  month: "30 days",
  quarter: "90 days",
  year: "A year",
};
export const SPAN_DAYS: Readonly<Record<Span, number>> = { month: 30, quarter: 90, year: 366 };

/** By what throughput is told. */
export type Period = "day" | "week";
export const PERIOD_NAMES: Readonly<Record<Period, string>> = { day: "By day", week: "By week" };
