import type { Priority, Task, TaskStatus } from "@/patch/model";
import { ancestorsOf, type Children, type Plan } from "@/patch/plan";

/** Which tasks of a plan are looked for; what is absent does not matter. */
export interface PlanFilter {
  readonly status?: TaskStatus | "open";
  readonly priority?: Priority;
  readonly assignee?: string;
  readonly tag?: string;
  readonly text?: string;
  readonly due?: Due;
}

/** When it is due, seen from today. */
export type Due = "overdue" | "today" | "week" | "none";

/** The tasks that are shown of a plan: those that match, and those above them. */
export interface Filtered {
  readonly matching: ReadonlySet<string>;
  /** Shown only for what is below them. */
  readonly above: ReadonlySet<string>;
  readonly children: Children;
}

/** What is said about the filter, among other things. */
export function filterOf({ status, priority, assignee, tag, text, due }: PlanFilter): PlanFilter {
  return { status, priority, assignee, tag, text, due };
}

/** Whether anything is looked for. */
export function isFiltering(filter: PlanFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** What a filter leaves of a plan; `today` as `2026-11-23`. */
export function filtered(plan: Plan, filter: PlanFilter, today: string): Filtered {
  const test = testOf(filter, today);
  const matching = new Set<string>();
  const above = new Set<string>();
  for (const task of plan.tasks.values()) if (test(task)) matching.add(task.id);
  for (const id of matching) {
    for (const upper of ancestorsOf(plan, id)) if (!matching.has(upper)) above.add(upper);
  }
  const children = new Map<string | null, readonly string[]>();
  for (const [parent, ids] of plan.children) {
    const shown = ids.filter((id) => matching.has(id) || above.has(id));
    if (shown.length > 0) children.set(parent, shown);
  }
  return { matching, above, children };
}

type Test = (task: Task) => boolean;

function testOf(filter: PlanFilter, today: string): Test {
  const { status, priority, assignee, tag, due } = filter;
  const words = filter.text?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  const tests: Test[] = [];
  if (status) tests.push(status === "open" ? isOpen : (task) => task.status === status);
  if (priority) tests.push((task) => task.priority === priority);
  if (assignee) tests.push((task) => task.assignee === assignee);
  if (tag) tests.push(({ tags }) => tags.includes(tag));
  if (due) tests.push(dueTest(due, today));
  if (words.length > 0) tests.push((task) => hasAll(task, words));
  return (task) => tests.every((test) => test(task));
}

function isOpen({ status }: Task): boolean {
  return status !== "completed" && status !== "cancelled";
}

function dueTest(due: Due, today: string): Test {
  const end = daysAfter(today, 7);
  switch (due) {
    case "none":
      return ({ due_date }) => due_date === null;
    case "today":
      return ({ due_date }) => due_date === today;
    case "overdue":
      return (task) => task.due_date !== null && task.due_date < today && isOpen(task);
    case "week":
      return ({ due_date }) => due_date !== null && due_date >= today && due_date < end;
  }
}

function daysAfter(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

function hasAll(task: Task, words: readonly string[]): boolean {
  const text = `t${task.number} ${task.title} ${task.description ?? ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
