import { MARK_NAMES, type Decoration } from "@/components/tree/decoration";
import type { TaskRow } from "@/components/tree/rows";
import { STATUS_NAMES } from "@/components/task/words";
import { handleOf } from "@/patch/handle";
import type { Derived } from "@/patch/derived";
import type { Task } from "@/patch/model";

/** A row as a screen reader says it: "T4, Design login form, In progress, 2 of 3 done". */
export function rowName(
  task: Task,
  derived: Derived | undefined,
  row: Pick<TaskRow, "hasChildren">,
  decoration: Decoration | undefined,
): string {
  const parts = [
    ...(decoration?.marks.map((mark) => MARK_NAMES[mark]) ?? []),
    handleOf(task),
    task.title,
    STATUS_NAMES[task.status],
  ];
  if (decoration?.note) parts.push(decoration.note);
  if (row.hasChildren && derived) parts.push(`${derived.done} of ${derived.leaves} done`);
  return parts.join(", ");
}
