import { daysAfter, workingDaysAfter } from "@/lib/dates";
import { WORKDAY_MINUTES } from "@/lib/duration";
import type { Task } from "@/patch/model";
import { childrenOf, type Plan } from "@/patch/plan";

/** The days that a task takes, from the first to the last, both included. */
export interface Span {
  readonly start: string;
  readonly due: string;
  /**
   * Where the days come from: dates, one of them with an estimate beside it, what is below, or what
   * would be if work went on as planned.
   */
  readonly from: "dates" | "estimate" | "children" | "forecast";
}

/**
 * When each task is, by id: from its own dates; a missing one follows from the other and the estimate,
 * in days of eight hours without weekends, as the planner counts them. A parent's missing date is the
 * first or last of those below it. What has no date at all is where `forecast` says, or not in it.
 */
export function spansOf(
  plan: Plan,
  forecast: ReadonlyMap<string, Span> = new Map(),
): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  const visit = (id: string): Span | null => {
    const below = childrenOf(plan, id).flatMap((child) => visit(child) ?? []);
    const task = plan.tasks.get(id);
    if (!task) return null;
    const span = below.length > 0 ? over(task, below) : (alone(task) ?? forecast.get(id) ?? null);
    if (span) spans.set(id, span);
    return span;
  };
  for (const root of childrenOf(plan, null)) visit(root);
  return spans;
}

function alone({ start_date, due_date, estimated_minutes }: Task): Span | null {
  if (start_date !== null && due_date !== null) {
    return { start: start_date, due: due_date, from: "dates" };
  }
  const days = Math.min(LONGEST, Math.ceil((estimated_minutes ?? 0) / WORKDAY_MINUTES));
  const rest = Math.max(0, days - 1);
  const from = rest > 0 ? "estimate" : "dates";
  if (start_date !== null) {
    return { start: start_date, due: workingDaysAfter(start_date, rest), from };
  }
  if (due_date === null) return null;
  return { start: workingDaysAfter(due_date, -rest), due: due_date, from };
}

/** More working days than ten years have say nothing about a date. */
export const LONGEST = 2600;

function over({ start_date, due_date }: Task, below: readonly Span[]): Span {
  const starts = below.map(({ start }) => start);
  const dues = below.map(({ due }) => due);
  const start = start_date ?? starts.reduce((a, b) => (a < b ? a : b));
  const due = due_date ?? dues.reduce((a, b) => (a > b ? a : b));
  const hasNone = start_date === null && due_date === null;
  const isForecast = below.every(({ from }) => from === "forecast");
  const from = hasNone ? (isForecast ? "forecast" : "children") : "dates";
  // A parent's own date may contradict those below it: its bar then reaches over both.
  return start <= due ? { start, due, from } : { start: due, due: start, from };
}

/** The day after the last one. */
export function endOf({ due }: Span): string {
  return daysAfter(due, 1);
}
