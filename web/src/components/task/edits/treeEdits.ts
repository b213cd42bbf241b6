import type { Edit } from "@/components/task/edits/edit";
import { addTask, moveTask, setFields, shiftTask } from "@/components/task/edits/taskEdits";
import type { TreeEditing } from "@/components/tree/editing";
import { newId } from "@/lib/ids";
import type { Task } from "@/patch/model";
import type { Plan } from "@/patch/plan";

/** What a tree asks for, as edits of the plan as it then is; null: nothing is to be changed. */
export function treeEdits(
  planNow: () => Plan,
  make: (edit: Edit | null) => void,
): Pick<TreeEditing, "rename" | "add" | "move" | "shift"> {
  const withTask = (id: string, makeEdit: (plan: Plan, task: Task) => Edit | null) => {
    const plan = planNow();
    const task = plan.tasks.get(id);
    if (task) make(makeEdit(plan, task));
  };
  return {
    rename: (id, title, since) => {
      withTask(id, (_, task) => setFields(task, { title }, since));
    },
    add: (place, title) => {
      const id = newId();
      make(addTask(planNow(), id, place, title));
      return id;
    },
    move: (id, parentId, beforeId) => {
      withTask(id, (plan, task) => moveTask(plan, task, parentId, beforeId));
    },
    shift: (id, way) => {
      withTask(id, (plan, task) => shiftTask(plan, task, way));
    },
  };
}
