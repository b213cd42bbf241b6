import type { Patch, TaskFields } from "@/patch/model";
import { childrenOf, type Plan } from "@/patch/plan";
import { manyBetween, spread } from "@/patch/positions";

/** Where a task stands: its fields, and the patches that first make room where there is none. */
export interface Placing {
  readonly fields: Required<Pick<TaskFields, "parent_id" | "position">>;
  readonly room: readonly Patch[];
}

/** Where several tasks stand among the same siblings, one after the other. */
export interface Placings {
  readonly positions: readonly string[];
  readonly room: readonly Patch[];
}

/** The place under a parent (null: the top) before a sibling (null: last), for `moved` or a new task. */
export function placeAt(
  plan: Plan,
  parentId: string | null,
  beforeId: string | null,
  moved?: string,
): Placing {
  const gone = new Set(moved === undefined ? [] : [moved]);
  const { positions, room } = placesAt(plan, parentId, beforeId, 1, gone);
  const [position = ""] = positions;
  return { fields: { parent_id: parentId, position }, room };
}

/** Places for `count` tasks in a row; those that are `moved` there leave theirs. */
export function placesAt(
  plan: Plan,
  parentId: string | null,
  beforeId: string | null,
  count: number,
  moved: ReadonlySet<string>,
): Placings {
  const all = childrenOf(plan, parentId);
  const siblings = all.filter((id) => !moved.has(id));
  const index = placeBefore(all, siblings, beforeId);
  const ends = [keyOf(plan, siblings[index - 1]), keyOf(plan, siblings[index])] as const;
  const positions = manyBetween(...ends, count);
  return positions ? { positions, room: [] } : anew(plan, siblings, index, count);
}

/** Which of the siblings that stay comes next; the one that was meant may be moved itself. */
function placeBefore(
  all: readonly string[],
  staying: readonly string[],
  beforeId: string | null,
): number {
  const found = beforeId === null ? -1 : all.indexOf(beforeId);
  if (found < 0) return staying.length;
  const kept = new Set(staying);
  const next = all.slice(found).find((id) => kept.has(id));
  return next === undefined ? staying.length : staying.indexOf(next);
}

/** Keys from elsewhere may leave no room: then all siblings get new ones. */
function anew(plan: Plan, siblings: readonly string[], index: number, count: number): Placings {
  const keys = spread(siblings.length + count);
  const positions = keys.splice(index, count);
  const room = siblings.flatMap((id, place): Patch[] => {
    const key = keys[place];
    if (key === undefined || key === plan.tasks.get(id)?.position) return [];
    return [{ op: "update", target: "task", target_id: id, body: { position: key } }];
  });
  return { positions, room };
}

function keyOf(plan: Plan, id: string | undefined): string | null {
  return plan.tasks.get(id ?? "")?.position ?? null;
}
