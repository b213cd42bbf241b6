import type { Shift } from "@/components/tree/editing";
import type { Edit } from "@/components/task/edits/edit";
import { placesAt } from "@/components/task/edits/placing";
import { FIELD_NAMES, STATUS_NAMES } from "@/components/task/words";
import { replay } from "@/patch/apply";
import { handleOf } from "@/patch/handle";
import type { Patch, Task, TaskFields } from "@/patch/model";
import { childrenOf, subtreeOf, type Plan } from "@/patch/plan";

/** The tasks of these ids that are under no other of them, from the top down. */
export function topsOf(plan: Plan, ids: ReadonlySet<string>): Task[] {
  const tops: Task[] = [];
  const visit = (parent: string | null) => {
    for (const id of childrenOf(plan, parent)) {
      const task = ids.has(id) ? plan.tasks.get(id) : undefined;
      if (task) tops.push(task);
      else visit(id);
    }
  };
  visit(null);
  return tops;
}

/** Sets the same fields of several tasks; null: all have these values. */
export function setFieldsOfAll(tasks: readonly Task[], fields: TaskFields): Edit | null {
  return changed(tasks, () => fields, sentence(fields));
}

function sentence(fields: TaskFields): (count: string) => string {
  const { status } = fields;
  if (status) return (count) => `${count} set to ${STATUS_NAMES[status].toLowerCase()}`;
  const names = Object.keys(fields).map((field) => (FIELD_NAMES[field] ?? field).toLowerCase());
  return (count) => `Changed ${names.join(" and ")} of ${count}`;
}

/** Gives several tasks a tag, or takes it from them; null: nothing is to be changed. */
export function tagAll(tasks: readonly Task[], tag: string, has: boolean): Edit | null {
  const tagged = ({ tags }: Task) => {
    const others = tags.filter((other) => other !== tag);
    return { tags: has ? [...others, tag].sort() : others };
  };
  const others = tasks.filter(({ tags }) => tags.includes(tag) !== has);
  return changed(others, tagged, (count) =>
    has ? `Tagged ${count} “${tag}”` : `Took the tag “${tag}” from ${count}`,
  );
}

function changed(
  tasks: readonly Task[],
  fieldsOf: (task: Task) => TaskFields,
  say: (count: string) => string,
): Edit | null {
  const patches = tasks.flatMap((task): Patch[] => {
    const body = fieldsOf(task);
    const isSo = Object.entries(body).every(
      ([field, value]) => task[field as keyof Task] === value,
    );
    return isSo ? [] : [{ op: "update", target: "task", target_id: task.id, body }];
  });
  return patches.length > 0 ? { patches, message: say(counted(patches.length)) } : null;
}

/** Puts tasks, in their order, under a parent (null: the top), before a sibling (null: last). */
export function moveTasks(
  plan: Plan,
  tasks: readonly Task[],
  parentId: string | null,
  beforeId: string | null,
): Edit | null {
  if (tasks.length === 0) return null;
  const parent = parentId === null ? undefined : plan.tasks.get(parentId);
  const where = parent ? `under ${handleOf(parent)}` : "to the top";
  const moved = tasks.some((task) => task.parent_id !== parentId);
  return {
    patches: moves(plan, tasks, parentId, beforeId),
    message: `Moved ${counted(tasks.length)}${moved ? ` ${where}` : ""}`,
  };
}

function moves(
  plan: Plan,
  tasks: readonly Task[],
  parentId: string | null,
  beforeId: string | null,
): Patch[] {
  const ids = new Set(tasks.map(({ id }) => id));
  const { positions, room } = placesAt(plan, parentId, beforeId, tasks.length, ids);
  const patches = tasks.map((task, index): Patch => {
    const position = positions[index] ?? "";
    const body = task.parent_id === parentId ? { position } : { parent_id: parentId, position };
    return { op: "update", target: "task", target_id: task.id, body };
  });
  return [...room, ...patches];
}

/** Moves several tasks by one place or one level, those together that stand together. */
export function shiftTasks(plan: Plan, tasks: readonly Task[], way: Shift): Edit | null {
  const patches: Patch[] = [];
  let moved = 0;
  let shown = plan;
  const runs = runsOf(plan, tasks);
  // What is taken out or down goes behind what follows it: the last first.
  for (const run of way === "down" || way === "out" ? runs.reverse() : runs) {
    const target = targetOf(shown, run, way);
    if (!target) continue;
    const made = moves(shown, run, ...target);
    patches.push(...made);
    moved += run.length;
    if (runs.length > 1) shown = replay(shown, made);
  }
  return moved > 0 ? { patches, message: `Moved ${counted(moved)} ${way}` } : null;
}

/** The tasks in groups of neighbours. */
function runsOf(plan: Plan, tasks: readonly Task[]): Task[][] {
  const runs: Task[][] = [];
  let previous: Task | undefined;
  for (const task of tasks) {
    const run = runs.at(-1);
    if (run && previous && isNext(plan, previous, task)) run.push(task);
    else runs.push([task]);
    previous = task;
  }
  return runs;
}

function isNext(plan: Plan, previous: Task, task: Task): boolean {
  if (previous.parent_id !== task.parent_id) return false;
  const siblings = childrenOf(plan, task.parent_id);
  return siblings[siblings.indexOf(previous.id) + 1] === task.id;
}

type Target = [parentId: string | null, beforeId: string | null];

function targetOf(plan: Plan, run: readonly Task[], way: Shift): Target | null {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return null;
  const siblings = childrenOf(plan, first.parent_id);
  const before = siblings[siblings.indexOf(first.id) - 1];
  const after = siblings.indexOf(last.id) + 1;
  switch (way) {
    case "up":
      return before === undefined ? null : [first.parent_id, before];
    case "in":
      return before === undefined ? null : [before, null];
    case "down":
      return after === siblings.length ? null : [first.parent_id, siblings[after + 1] ?? null];
    case "out":
      return besideParent(plan, first);
  }
}

function besideParent(plan: Plan, { parent_id }: Task): Target | null {
  const parent = parent_id === null ? undefined : plan.tasks.get(parent_id);
  if (!parent) return null;
  const uncles = childrenOf(plan, parent.parent_id);
  return [parent.parent_id, uncles[uncles.indexOf(parent.id) + 1] ?? null];
}

/** Deletes several tasks with all below them. */
export function removeTasks(plan: Plan, tasks: readonly Task[]): Edit {
  const below = tasks.reduce((sum, { id }) => sum + subtreeOf(plan, id).length - 1, 0);
  const rest = below === 0 ? "" : ` and ${below} sub-task${below === 1 ? "" : "s"}`;
  return {
    patches: tasks.map(({ id }) => ({ op: "delete", target: "task", target_id: id })),
    message: `Deleted ${counted(tasks.length)}${rest}`,
  };
}

function counted(count: number): string {
  return count === 1 ? "1 task" : `${count} tasks`;
}
