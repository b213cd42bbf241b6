import { axisOf, type Axis, type Zoom } from "@/features/gantt/axis";
import { forecastOf } from "@/features/gantt/forecast";
import { spansOf, type Span } from "@/features/gantt/spans";
import { daysAfter } from "@/lib/dates";
import { criticalPath } from "@/patch/critical";
import { derive } from "@/patch/derived";
import type { Task } from "@/patch/model";
import { childrenOf, type Plan } from "@/patch/plan";

/** A task as a line of the chart. */
export interface Line {
  readonly task: Task;
  readonly depth: number;
  /** null: it is settled without dates, or there is no telling when it can begin. */
  readonly span: Span | null;
  readonly isParent: boolean;
  readonly isSettled: boolean;
  /** Whether the whole plan slips when it slips. */
  readonly isCritical: boolean;
}

/** A task that waits for another, as the numbers of their lines. */
export interface Wait {
  readonly from: number;
  readonly to: number;
  readonly isCritical: boolean;
}

/** A plan in time. */
export interface Chart {
  readonly lines: readonly Line[];
  /** Only between tasks that both have a place in time. */
  readonly waits: readonly Wait[];
  readonly axis: Axis;
  /** The lines without dates and sub-tasks that stand where they are forecast. */
  readonly forecast: readonly Line[];
}

/** So many days are shown around what there is, so that a bar has somewhere to go. */
const ROOM: Readonly<Record<Zoom, { before: number; after: number }>> = {
  day: { before: 14, after: 30 },
  week: { before: 28, after: 100 },
  month: { before: 90, after: 350 },
};

/** The lines of a plan in the order of its tree; of those only, where given, that `matching` names. */
export function chartOf(
  plan: Plan,
  zoom: Zoom,
  today: string,
  matching: ReadonlySet<string> | null,
): Chart {
  const lines = linesOf(plan, today, matching);
  const forecast = lines.filter(({ span, isParent }) => span?.from === "forecast" && !isParent);
  const { first, last } = reachOf(lines, today);
  const { before, after } = ROOM[zoom];
  const axis = axisOf(daysAfter(first, -before), daysAfter(last, after), zoom, today);
  return { lines, waits: waitsBetween(lines), axis, forecast };
}

/** The first and the last day on which something is: today, or a task. */
export function reachOf(lines: readonly Line[], today: string): { first: string; last: string } {
  let [first, last] = [today, today];
  for (const { span } of lines) {
    if (span && span.start < first) first = span.start;
    if (span && span.due > last) last = span.due;
  }
  return { first, last };
}

function linesOf(plan: Plan, today: string, matching: ReadonlySet<string> | null): Line[] {
  const spans = spansOf(plan, forecastOf(plan, spansOf(plan), today));
  const critical = new Set(criticalPath(plan).tasks);
  const derived = derive(plan);
  const lines: Line[] = [];
  const visit = (id: string, depth: number) => {
    const task = plan.tasks.get(id);
    const below = childrenOf(plan, id);
    if (task && (matching?.has(id) ?? true)) {
      lines.push({
        task,
        depth,
        span: spans.get(id) ?? null,
        isParent: below.length > 0,
        isSettled: derived.get(id)?.settled ?? false,
        isCritical: critical.has(id),
      });
    }
    for (const child of below) visit(child, depth + 1);
  };
  for (const root of childrenOf(plan, null)) visit(root, 1);
  return lines;
}

function waitsBetween(lines: readonly Line[]): Wait[] {
  const places = new Map(lines.map(({ task }, index) => [task.id, index]));
  return lines.flatMap(({ task, span, isCritical }, to) =>
    task.depends_on.flatMap((wanted): Wait[] => {
      const from = places.get(wanted);
      const earlier = from === undefined ? undefined : lines[from];
      if (from === undefined || !span || !earlier?.span) return [];
      return [{ from, to, isCritical: isCritical && earlier.isCritical }];
    }),
  );
}
