import type { Shift } from "@/components/tree/editing";
import type { NewPlace } from "@/components/tree/rows";
import { FIELD_NAMES, STATUS_NAMES } from "@/components/task/words";
import type { Edit } from "@/components/task/edits/edit";
import { placeAt } from "@/components/task/edits/placing";
import { handleOf } from "@/patch/handle";
import type { Task, TaskFields, TaskStatus } from "@/patch/model";
import { childrenOf, subtreeOf, type Plan } from "@/patch/plan";

/** Sets fields of a task, as it was at the version `since` or is now. */
export function setFields(task: Task, fields: TaskFields, since?: number): Edit {
  return {
    since,
    patches: [{ op: "update", target: "task", target_id: task.id, body: fields }],
    message: sentence(task, fields),
  };
}

function sentence(task: Task, fields: TaskFields): string {
  const names = Object.keys(fields).map((field) => (FIELD_NAMES[field] ?? field).toLowerCase());
  if (fields.title !== undefined) return `Renamed ${handleOf(task)} to “${fields.title}”`;
  if (fields.status) return `${handleOf(task)} is ${statusWord(fields.status)}`;
  return `Changed ${names.join(" and ")} of ${named(task)}`;
}

function statusWord(status: TaskStatus): string {
  return STATUS_NAMES[status].toLowerCase();
}

/** Creates a task of an id and a title at a place. */
export function addTask(plan: Plan, id: string, place: NewPlace, title: string): Edit {
  const siblings = childrenOf(plan, place.parentId);
  const after = place.afterId === null ? -1 : siblings.indexOf(place.afterId);
  const { fields, room } = placeAt(plan, place.parentId, siblings[after + 1] ?? null);
  return {
    patches: [...room, { op: "create", target: "task", target_id: id, body: { title, ...fields } }],
    message: `Added “${title}”`,
  };
}

/** Puts a task under a parent (null: the top), before a sibling (null: last); null: it is there. */
export function moveTask(
  plan: Plan,
  task: Task,
  parentId: string | null,
  beforeId: string | null,
): Edit | null {
  const siblings = childrenOf(plan, task.parent_id);
  const next = siblings[siblings.indexOf(task.id) + 1] ?? null;
  if (task.parent_id === parentId && (beforeId === next || beforeId === task.id)) return null;
  const { fields, room } = placeAt(plan, parentId, beforeId, task.id);
  const body = parentId === task.parent_id ? { position: fields.position } : fields;
  return {
    patches: [...room, { op: "update", target: "task", target_id: task.id, body }],
    message: `Moved ${named(task)}${parentId === task.parent_id ? "" : wordsFor(plan, parentId)}`,
  };
}

function wordsFor(plan: Plan, parentId: string | null): string {
  const parent = parentId === null ? undefined : plan.tasks.get(parentId);
  return parent ? ` under ${handleOf(parent)}` : " to the top";
}

/** Moves a task by one place or one level; null where it cannot go. */
export function shiftTask(plan: Plan, task: Task, way: Shift): Edit | null {
  const siblings = childrenOf(plan, task.parent_id);
  const index = siblings.indexOf(task.id);
  const before = siblings[index - 1];
  switch (way) {
    case "up":
      return before === undefined ? null : moveTask(plan, task, task.parent_id, before);
    case "down":
      if (index === siblings.length - 1) return null;
      return moveTask(plan, task, task.parent_id, siblings[index + 2] ?? null);
    case "in":
      return before === undefined ? null : moveTask(plan, task, before, null);
    case "out":
      return outdented(plan, task);
  }
}

function outdented(plan: Plan, task: Task): Edit | null {
  const parent = task.parent_id === null ? undefined : plan.tasks.get(task.parent_id);
  if (!parent) return null;
  const uncles = childrenOf(plan, parent.parent_id);
  return moveTask(plan, task, parent.parent_id, uncles[uncles.indexOf(parent.id) + 1] ?? null);
}

/** Deletes a task with all below it. */
export function removeTask(plan: Plan, task: Task): Edit {
  const below = subtreeOf(plan, task.id).length - 1;
  const rest = below === 0 ? "" : below === 1 ? " and its sub-task" : ` and its ${below} sub-tasks`;
  return {
    patches: [{ op: "delete", target: "task", target_id: task.id }],
    message: `Deleted ${named(task)}${rest}`,
  };
}

function named(task: Task): string {
  return `${handleOf(task)} “${task.title}”`;
}
