import { LONGEST, type Span } from "@/features/gantt/spans";
import { daysAfter, workingDayFrom, workingDaysAfter, workingDaysBetween } from "@/lib/dates";
import { WORKDAY_MINUTES } from "@/lib/duration";
import { childrenOf, type Plan } from "@/patch/plan";
import { isOpen } from "@/patch/waiting";
import {
  DEFAULT_MINUTES,
  earliest,
  endOf,
  inOrder,
  remainingWork,
  startOf,
} from "@/patch/workGraph";

/**
 * The earliest days of each open task without dates and sub-tasks, by id: when what it waits for is
 * done, in working days of eight hours, as if nobody ever had to wait for a person. Work begins today,
 * or with the project where that begins later; what has dates keeps to them, unless what it waits
 * for takes longer. `spans`: where the dates that there are lead to.
 */
export function forecastOf(
  plan: Plan,
  spans: ReadonlyMap<string, Span>,
  today: string,
): ReadonlyMap<string, Span> {
  const begin = plan.project?.start_date ?? today;
  const origin = workingDayFrom(begin > today ? begin : today);
  const graph = remainingWork(plan);
  const reached = earliest(graph, inOrder(graph), floorsOf(plan, spans, origin));
  const forecast = new Map<string, Span>();
  for (const { id, estimated_minutes } of plan.tasks.values()) {
    const begun = reached.get(startOf(id));
    const isLeaf = childrenOf(plan, id).length === 0;
    if (begun === undefined || !isLeaf || spans.has(id) || !isOpen(plan, id)) continue;
    forecast.set(id, daysOf(origin, begun, begun + (estimated_minutes ?? DEFAULT_MINUTES)));
  }
  return forecast;
}

/** Before how many minutes of work nothing begins or ends, because a date says so. */
function floorsOf(
  plan: Plan,
  spans: ReadonlyMap<string, Span>,
  origin: string,
): ReadonlyMap<string, number> {
  const floors = new Map<string, number>();
  const at = (date: string) => Math.max(0, workingDaysBetween(origin, date) * WORKDAY_MINUTES);
  for (const { id, start_date } of plan.tasks.values()) {
    const span = spans.get(id);
    // A parent's bar may begin with one sub-task; the others need not wait for that.
    const start = start_date ?? (childrenOf(plan, id).length === 0 ? span?.start : undefined);
    if (start !== undefined) floors.set(startOf(id), at(start));
    if (span) floors.set(endOf(id), at(daysAfter(span.due, 1)));
  }
  return floors;
}

function daysOf(origin: string, begun: number, done: number): Span {
  const first = Math.min(LONGEST, Math.floor(begun / WORKDAY_MINUTES));
  const last = Math.min(LONGEST, Math.max(first, Math.ceil(done / WORKDAY_MINUTES) - 1));
  return {
    start: workingDaysAfter(origin, first),
    due: workingDaysAfter(origin, last),
    from: "forecast",
  };
}
