import type { Edit } from "@/components/task/edits/edit";
import { setFields } from "@/components/task/edits/taskEdits";
import { STATUS_NAMES } from "@/components/task/words";
import type { Task, TaskStatus } from "@/patch/model";
import { childrenOf, subtreeOf, type Plan } from "@/patch/plan";

/** Which tasks stand on the board: those that carry the work, the large ones, or all. */
export type Shown = "leaves" | "roots" | "all";

/** The statuses in the order in which work passes through them. */
export const STATUSES = Object.keys(STATUS_NAMES) as TaskStatus[];

/** The tasks of a board by status, each column in the order of the plan. */
export type Columns = ReadonlyMap<TaskStatus, readonly Task[]>;

/** Sorts tasks into columns; of those only, where given, that `matching` names. */
export function columnsOf(plan: Plan, shown: Shown, matching: ReadonlySet<string> | null): Columns {
  const columns = new Map<TaskStatus, Task[]>(STATUSES.map((status) => [status, []]));
  for (const id of idsOf(plan, shown)) {
    const task = plan.tasks.get(id);
    if (task && (matching?.has(id) ?? true)) columns.get(task.status)?.push(task);
  }
  return columns;
}

function idsOf(plan: Plan, shown: Shown): readonly string[] {
  const roots = childrenOf(plan, null);
  if (shown === "roots") return roots;
  const all = roots.flatMap((root) => subtreeOf(plan, root));
  return shown === "all" ? all : all.filter((id) => childrenOf(plan, id).length === 0);
}

/** Gives tasks a status, in one changeset; null: each of them has it already, or is gone. */
export function statusEdit(plan: Plan, ids: readonly string[], status: TaskStatus): Edit | null {
  const edits = ids.flatMap((id) => {
    const task = plan.tasks.get(id);
    return task && task.status !== status ? setFields(task, { status }) : [];
  });
  const [first] = edits;
  if (!first) return null;
  const name = STATUS_NAMES[status].toLowerCase();
  return {
    patches: edits.flatMap(({ patches }) => patches),
    message: edits.length === 1 ? first.message : `${edits.length} tasks are ${name}`,
  };
}
