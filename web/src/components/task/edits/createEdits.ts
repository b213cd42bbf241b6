import type { NewPlace } from "@/components/tree/rows";
import { placesAt } from "@/components/task/edits/placing";
import type { Patch, TaskFields } from "@/patch/model";
import { childrenOf, type Plan } from "@/patch/plan";
import { spread } from "@/patch/positions";

/** A task that is to be, with those below it. */
export interface NewTask {
  readonly id: string;
  readonly fields: TaskFields & { readonly title: string };
  readonly below: readonly NewTask[];
}

/** The patches that create whole trees of tasks at a place, in their order. */
export function createTasks(plan: Plan, tasks: readonly NewTask[], place: NewPlace): Patch[] {
  const siblings = childrenOf(plan, place.parentId);
  const after = place.afterId === null ? -1 : siblings.indexOf(place.afterId);
  const next = siblings[after + 1] ?? null;
  const { positions, room } = placesAt(plan, place.parentId, next, tasks.length, new Set());
  return [...room, ...creates(tasks, place.parentId, positions)];
}

function creates(
  tasks: readonly NewTask[],
  parent_id: string | null,
  positions: readonly string[],
): Patch[] {
  return tasks.flatMap(({ id, fields, below }, index): Patch[] => {
    const body = { ...fields, parent_id, position: positions[index] };
    const patch: Patch = { op: "create", target: "task", target_id: id, body };
    return [patch, ...creates(below, id, spread(below.length))];
  });
}

/** How many tasks these are with all below them. */
export function countOf(tasks: readonly NewTask[]): number {
  return tasks.reduce((sum, { below }) => sum + 1 + countOf(below), 0);
}
