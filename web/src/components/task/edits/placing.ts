import type { Patch, TaskFields } from "@/patch/model";
import { childrenOf, type Plan } from "@/patch/plan";
import { between, spread } from "@/patch/positions";

/** Where a task stands: its fields, and the patches that first make room where there is none. */
export interface Placing {
  readonly fields: Required<Pick<TaskFields, "parent_id" | "position">>;
  readonly room: readonly Patch[];
}

/** The place under a parent (null: the top) before a sibling (null: last), for `moved` or a new task. */
export function placeAt(
  plan: Plan,
  parentId: string | null,
  beforeId: string | null,
  moved?: string,
): Placing {
  const siblings = childrenOf(plan, parentId).filter((id) => id !== moved);
  const found = beforeId === null ? -1 : siblings.indexOf(beforeId);
  const index = found < 0 ? siblings.length : found;
  const position = between(keyOf(plan, siblings[index - 1]), keyOf(plan, siblings[index]));
  if (position !== null) return { fields: { parent_id: parentId, position }, room: [] };
  return anew(plan, parentId, siblings, index);
}

/** Keys from elsewhere may leave no room: then all siblings get new ones. */
function anew(
  plan: Plan,
  parentId: string | null,
  siblings: readonly string[],
  index: number,
): Placing {
  const keys = spread(siblings.length + 1);
  const [position = ""] = keys.splice(index, 1);
  const room = siblings.flatMap((id, place): Patch[] => {
    const key = keys[place];
    if (key === undefined || key === plan.tasks.get(id)?.position) return [];
    return [{ op: "update", target: "task", target_id: id, body: { position: key } }];
  });
  return { fields: { parent_id: parentId, position }, room };
}

function keyOf(plan: Plan, id: string | undefined): string | null {
  return plan.tasks.get(id ?? "")?.position ?? null;
}
