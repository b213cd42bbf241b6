import type { Comparison } from "@/components/diff/compare";
import { handleOf } from "@/patch/handle";
import { subtreeOf } from "@/patch/plan";

/** A task that a draft takes away, and how many go with it. */
export interface Removal {
  readonly id: string;
  readonly name: string;
  readonly below: number;
}

/** What a draft takes away: of each subtree that goes only the task at its top. */
export function removalsIn({ plan, decorations }: Comparison): Removal[] {
  const isGone = (id: string | null) =>
    id !== null && decorations.get(id)?.marks.includes("removed") === true;
  return [...decorations.keys()].flatMap((id) => {
    const task = plan.tasks.get(id);
    if (!task || !isGone(id) || isGone(task.parent_id)) return [];
    const below = subtreeOf(plan, id).filter(isGone).length - 1;
    return [{ id, name: `${handleOf(task)} “${task.title}”`, below }];
  });
}
