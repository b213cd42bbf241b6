import { handleOf } from "@/patch/handle";
import type { Patch, Task } from "@/patch/model";
import { ancestorsOf, subtreeOf, type Plan } from "@/patch/plan";
import type { Violation } from "@/patch/rules";

/**
 * Every rule that `plan`, the result of these patches, breaks because of what they set: the rules
 * that hold after a changeset as a whole, as in `ledger/core/changeset_rules.py`.
 */
export function changesetRules(plan: Plan, patches: readonly Patch[]): Violation[] {
  const dependencies = setters(plan, patches, (patch) => "depends_on" in (patch.body ?? {}));
  const moves = setters(
    plan,
    patches,
    (patch) => patch.op === "update" && "parent_id" in patch.body,
  );
  return [
    ...missing(plan, dependencies),
    ...cycles(plan, dependencies),
    ...relatives(plan, dependencies, moves),
    ...reversedDates(plan, patches),
  ];
}

type Setter = readonly [task: Task, index: number];

/** The tasks that patches of a kind touched, each with the index of the last one. */
function setters(
  plan: Plan,
  patches: readonly Patch[],
  wanted: (patch: Patch) => boolean,
): Setter[] {
  const last = new Map<string, number>();
  patches.forEach((patch, index) => {
    if (patch.target === "task" && wanted(patch)) last.set(patch.target_id, index);
  });
  return [...last].flatMap(([id, index]): Setter[] => {
    const task = plan.tasks.get(id);
    return task ? [[task, index]] : [];
  });
}

function missing(plan: Plan, touched: readonly Setter[]): Violation[] {
  return touched.flatMap(([task, index]) =>
    task.depends_on
      .filter((wanted) => !plan.tasks.has(wanted))
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
  return touched.flatMap(([task, index]) => {
    const cycle = known.has(task.id) ? null : cycleThrough(plan, task.id);
    if (!cycle) return [];
    cycle.forEach((id) => known.add(id));
    const names = [...cycle, task.id].map((id) => named(plan.tasks.get(id))).join(" → ");
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
  return a === b || ancestorsOf(plan, a).includes(b) || ancestorsOf(plan, b).includes(a);
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

function reversedDates(plan: Plan, patches: readonly Patch[]): Violation[] {
  const last = new Map<string, Violation>();
  patches.forEach((patch, index) => {
    const target = patch.target === "project" ? plan.project : plan.tasks.get(patch.target_id);
    const field = ["due_date", "start_date"].find((name) => name in (patch.body ?? {}));
    if (!field || !target?.start_date || !target.due_date) return;
    if (target.due_date >= target.start_date) return;
    const message = `${named(target)} would be due on ${target.due_date}, before it starts.`;
    last.set(patch.target_id, { code: "dates_reversed", message, index, field });
  });
  return [...last.values()];
}

function named(target: { title: string } | undefined): string {
  if (!target) return "A task";
  return "number" in target ? `${handleOf(target as Task)} “${target.title}”` : `“${target.title}”`;
}
