import type { Project, Task } from "@/patch/model";

/** The task ids under each task, in order; under null the roots. */
export type Children = ReadonlyMap<string | null, readonly string[]>;

/** A project and its tasks at one version, as plain values that never change in place. */
export interface Plan {
  /** null while there is none, and once it was deleted. */
  readonly project: Project | null;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly children: Children;
  /** Tasks that are only shown, where they were: what was removed. Nothing above them counts them. */
  readonly gone?: ReadonlySet<string>;
}

/** Nothing yet. */
export const EMPTY: Plan = { project: null, tasks: new Map(), children: new Map() };

/** The plan of a flat answer, in whatever order its tasks come. */
export function planOf(project: Project | null, tasks: Iterable<Task>): Plan {
  const byId = new Map<string, Task>();
  const children = new Map<string | null, string[]>();
  for (const task of tasks) {
    byId.set(task.id, task);
    const siblings = children.get(task.parent_id);
    if (siblings) siblings.push(task.id);
    else children.set(task.parent_id, [task.id]);
  }
  for (const siblings of children.values()) siblings.sort(siblingOrder(byId));
  return { project, tasks: byId, children };
}

/** Compares siblings: by position, as bytes, then by id where two drafts share a position. */
export function siblingOrder(tasks: ReadonlyMap<string, Task>): (a: string, b: string) => number {
  const key = (id: string) => tasks.get(id)?.position ?? "";
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left !== right) return left < right ? -1 : 1;
    return a < b ? -1 : a > b ? 1 : 0;
  };
}

/** The ids directly under a task (null: the roots), in order. */
export function childrenOf(plan: Plan, id: string | null): readonly string[] {
  return plan.children.get(id) ?? [];
}

/** The ids above a task, nearest first. */
export function ancestorsOf(plan: Plan, id: string): string[] {
  const above: string[] = [];
  let parent = plan.tasks.get(id)?.parent_id ?? null;
  while (parent !== null) {
    above.push(parent);
    parent = plan.tasks.get(parent)?.parent_id ?? null;
  }
  return above;
}

/** A task's id and all below it, parents first, siblings in order. */
export function subtreeOf(plan: Plan, id: string): string[] {
  const found: string[] = [];
  const stack = [id];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    found.push(next);
    stack.push(...[...childrenOf(plan, next)].reverse());
  }
  return found;
}

/** The tasks that depend on one of these, themselves left out. */
export function dependentsOf(plan: Plan, ids: ReadonlySet<string>): Task[] {
  return [...plan.tasks.values()].filter(
    (task) => !ids.has(task.id) && task.depends_on.some((wanted) => ids.has(wanted)),
  );
}

/** The level of a task: 1 for a root, 0 for null (the project itself). */
export function depthOf(plan: Plan, id: string | null): number {
  return id === null ? 0 : ancestorsOf(plan, id).length + 1;
}
