import type { Edit } from "@/components/task/edits/edit";
import type { Line } from "@/features/gantt/chart";
import type { Span } from "@/features/gantt/spans";
import { daysAfter } from "@/lib/dates";
import type { Task, TaskFields } from "@/patch/model";

/** What is moved: both ends, or one of them. */
export type Grip = "both" | "start" | "due";

/**
 * The dates that a task has once its bar was moved by some days; null where that changes nothing. Moved
 * as a whole, only the dates that it has move; an end that is pulled becomes a date of its own, and
 * stops where it meets the other. What was a forecast gets both dates, wherever it is pulled.
 */
export function moved(task: Task, span: Span, grip: Grip, days: number): TaskFields | null {
  if (days === 0) return null;
  const { start, due } = pulled(span, grip, days);
  if (span.from === "forecast") return { start_date: start, due_date: due };
  if (grip === "both") return shifted(task, days);
  if (grip === "start") return start === task.start_date ? null : { start_date: start };
  return due === task.due_date ? null : { due_date: due };
}

/** Where the bar is while it is being moved. */
export function pulled(span: Span, grip: Grip, days: number): Span {
  const start = grip === "due" ? span.start : daysAfter(span.start, days);
  const due = grip === "start" ? span.due : daysAfter(span.due, days);
  if (start <= due) return { ...span, start, due };
  return grip === "start" ? { ...span, start: due } : { ...span, due: start };
}

function shifted({ start_date, due_date }: Task, days: number): TaskFields | null {
  if (start_date === null && due_date === null) return null;
  return {
    ...(start_date !== null && { start_date: daysAfter(start_date, days) }),
    ...(due_date !== null && { due_date: daysAfter(due_date, days) }),
  };
}

/** What is moved by a key, and by how many days; null: it is another key. */
export function moveByKey(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey">,
): { grip: Grip; days: number } | null {
  const days = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!event.shiftKey || days === undefined) return null;
  return { grip: event.ctrlKey || event.metaKey ? "due" : "both", days };
}

/** Makes dates of what is forecast. */
export function asForecast(lines: readonly Line[]): Edit {
  return {
    patches: lines.flatMap(({ task, span }) =>
      span
        ? {
            op: "update",
            target: "task",
            target_id: task.id,
            body: { start_date: span.start, due_date: span.due },
          }
        : [],
    ),
    message: `Set the dates of ${lines.length === 1 ? "1 task" : `${lines.length} tasks`} as forecast`,
  };
}
