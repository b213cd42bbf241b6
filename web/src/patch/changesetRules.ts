import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";
import { ancestorsOf, subtreeOf, type Plan } from "@/patch/plan";
import type { Violation } from "@/patch/rules";
import type { Sent } from "@/patch/sent";

/**
 * Every rule that `plan`, the result of what was sent, breaks because of what was set: the rules that
 * hold after a changeset as a whole, as in `ledger/core/changeset_rules.py`.
 */
export function changesetRules(plan: Plan, sent: Sent): Violation[] {
  const dependencies = judged(plan, sent, sent.dependencies);
  return [
    ...missing(plan, sent, dependencies),
    ...cycles(plan, dependencies),
    ...relatives(plan, dependencies, judged(plan, sent, sent.moves)),
    ...reversedDates(plan, sent),
  ];
}

type Setter = readonly [task: Task, index: number];

function judged(plan: Plan, sent: Sent, touched: ReadonlyMap<string, number>): Setter[] {
  return [...touched].flatMap(([id, index]): Setter[] => {
    const task = plan.tasks.get(id);
    return task && !sent.refused.has(id) ? [[task, index]] : [];
  });
}

function missing(plan: Plan, sent: Sent, touched: readonly Setter[]): Violation[] {
  return touched.flatMap(([task, index]) =>
    task.depends_on
      .filter((wanted) => !plan.tasks.has(wanted) && !sent.neverCreated.has(wanted))
      .map(() => ({
        code: "dependency_missing",
        message: `${named(task)} would depend on a task that does not exist.`,
        index,
        field: "depends_on",
      })),
  );
}

function cycles(plan: Plan, touched: readonly Setter[]): Violation[] {
  const known = new Set<string>();
  const indexOf = new Map(touched.map(([task, index]) => [task.id, index]));
  return touched.flatMap(([task]) => {
    const cycle = known.has(task.id) ? null : cycleThrough(plan, task.id);
    if (!cycle) return [];
    cycle.forEach((id) => known.add(id));
    const names = [...cycle, task.id].map((id) => named(plan.tasks.get(id))).join(" → ");
    const index = Math.max(...cycle.map((id) => indexOf.get(id) ?? -1));
    const message = `These would wait for each other for ever: ${names}.`;
    return [{ code: "dependency_cycle", message, index, field: "depends_on" }];
  });
}

/** The way along dependencies from a task back to itself; null when there is none. */
function cycleThrough(plan: Plan, start: string): string[] | null {
  const cameFrom = new Map<string, string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const wanted of plan.tasks.get(id)?.depends_on ?? []) {
      if (wanted === start) return wayTo(id, start, cameFrom);
      if (cameFrom.has(wanted)) continue;
      cameFrom.set(wanted, id);
      open.push(wanted);
    }
  }
  return null;
}

function wayTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way: string[] = [];
  for (let id: string | undefined = end; id !== undefined && id !== start; id = cameFrom.get(id)) {
    way.unshift(id);
  }
  return [start, ...way];
}

function relatives(
  plan: Plan,
  dependencies: readonly Setter[],
  moves: readonly Setter[],
): Violation[] {
  const found = new Map<string, Violation>();
  const note = (task: Task, wanted: string, index: number, field: string) => {
    const message = `${named(task)} cannot depend on ${named(plan.tasks.get(wanted))}: one is part of the other.`;
    found.set(`${task.id} ${wanted}`, { code: "dependency_on_relative", message, index, field });
  };
  for (const [task, index] of dependencies) {
    for (const wanted of task.depends_on) {
      if (related(plan, task.id, wanted)) note(task, wanted, index, "depends_on");
    }
  }
  for (const [moved, index] of moves) {
    for (const [task, wanted] of pairsAcross(plan, moved.id))
      note(task, wanted, index, "parent_id");
  }
  return [...found.values()];
}

function related(plan: Plan, a: string, b: string): boolean {
  return ancestorsOf(plan, a).includes(b) || ancestorsOf(plan, b).includes(a);
}

/** The dependencies between a task above `moved` and one in its subtree, either way. */
function pairsAcross(plan: Plan, moved: string): [Task, string][] {
  const above = new Set(ancestorsOf(plan, moved));
  const below = new Set(subtreeOf(plan, moved));
  const across = (ids: Iterable<string>, others: ReadonlySet<string>) =>
    [...ids].flatMap((id) => {
      const task = plan.tasks.get(id);
      const wanted = task?.depends_on.filter((other) => others.has(other)) ?? [];
      return task ? wanted.map((other): [Task, string] => [task, other]) : [];
    });
  return [...across(above, below), ...across(below, above)];
}

function reversedDates(plan: Plan, sent: Sent): Violation[] {
  return [...sent.dates].flatMap(([id, { index, field }]) => {
    const target = plan.project?.id === id ? plan.project : plan.tasks.get(id);
    if (!target?.start_date || !target.due_date || sent.refused.has(id)) return [];
    if (target.due_date >= target.start_date) return [];
    const message = `${named(target)} would be due on ${target.due_date}, before it starts.`;
    return [{ code: "dates_reversed", message, index, field }];
  });
}

function named(target: { title: string } | undefined): string {
  if (!target) return "A task";
  return "number" in target ? `${handleOf(target as Task)} “${target.title}”` : `“${target.title}”`;
}
