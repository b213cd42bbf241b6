import { countOf, createTasks, type NewTask } from "@/components/task/edits/createEdits";
import type { Edit } from "@/components/task/edits/edit";
import { moveTasks } from "@/components/task/edits/manyEdits";
import type { NewPlace } from "@/components/tree/rows";
import type { Copied } from "@/features/plan/clipboard/copied";
import type { ListItem } from "@/features/plan/clipboard/markdownList";
import { newId } from "@/lib/ids";
import type { Task, TaskFields } from "@/patch/model";
import { ancestorsOf, childrenOf, type Plan } from "@/patch/plan";

/** Pastes copied tasks at a place: anew, or, where they were cut here and still are, by moving them. */
export function pasteTasks(
  projectId: string,
  plan: Plan,
  copied: Copied,
  place: NewPlace,
): Edit | null {
  if (copied.isCut && copied.projectId === projectId) {
    const tops = copied.tops.flatMap((id) => plan.tasks.get(id) ?? []);
    if (tops.length === copied.tops.length) {
      return moveTasks(plan, tops, place.parentId, nextAfter(plan, place));
    }
  }
  const tasks = renewed(plan, copied, place);
  return { patches: createTasks(plan, tasks, place), message: `Pasted ${counted(tasks)}` };
}

function nextAfter(plan: Plan, { parentId, afterId }: NewPlace): string | null {
  const siblings = childrenOf(plan, parentId);
  return siblings[afterId === null ? 0 : siblings.indexOf(afterId) + 1] ?? null;
}

/** The copied tasks under new ids; what they depend on is kept where it can be. */
function renewed(plan: Plan, { tops, tasks }: Copied, place: NewPlace): NewTask[] {
  const ids = new Map(tasks.map(({ id }) => [id, newId()]));
  const above = new Set(
    place.parentId === null ? [] : [place.parentId, ...ancestorsOf(plan, place.parentId)],
  );
  const wanted = (id: string) =>
    ids.get(id) ?? (plan.tasks.has(id) && !above.has(id) ? id : undefined);
  const make = (task: Task): NewTask => ({
    id: ids.get(task.id) ?? newId(),
    fields: {
      ...copiedFields(task),
      depends_on: task.depends_on.flatMap((id) => wanted(id) ?? []),
    },
    below: tasks.filter(({ parent_id }) => parent_id === task.id).map(make),
  });
  const isTop = new Set(tops);
  return tasks.filter(({ id }) => isTop.has(id)).map(make);
}

/** What a copy has of its original: all but its identity and its place. */
function copiedFields(task: Task): TaskFields & { title: string } {
  const fields = Object.entries(task).filter(([field]) => COPIED.has(field));
  return { title: task.title, ...Object.fromEntries(fields) };
}

const COPIED: ReadonlySet<string> = new Set([
  "title",
  "description",
  "acceptance_criteria",
  "status",
  "priority",
  "estimated_minutes",
  "actual_minutes",
  "start_date",
  "due_date",
  "assignee",
  "tags",
  "links",
  "metadata",
]);

/** Turns a list that was written elsewhere into tasks at a place. */
export function pasteList(plan: Plan, items: readonly ListItem[], place: NewPlace): Edit {
  const make = ({ title, status, description, items: below }: ListItem): NewTask => ({
    id: newId(),
    fields: { title, ...(status !== "todo" && { status }), ...(description && { description }) },
    below: below.map(make),
  });
  const tasks = items.map(make);
  return {
    patches: createTasks(plan, tasks, place),
    message: `Added ${counted(tasks)} from a list`,
  };
}

function counted(tasks: readonly NewTask[]): string {
  const count = countOf(tasks);
  return count === 1 ? "1 task" : `${count} tasks`;
}
