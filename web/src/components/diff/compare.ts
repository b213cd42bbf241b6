import type { Decoration, Mark, ShownChange } from "@/components/tree/decoration";
import { shownValue, type Naming } from "@/components/diff/values";
import { handleOf } from "@/patch/handle";
import type { Project, Task } from "@/patch/model";
import { childrenOf, EMPTY, planOf, subtreeOf, type Plan } from "@/patch/plan";

/** How many targets were added, changed, moved or removed. */
export type Counts = Readonly<Record<Mark, number>>;

/** Two plans in one tree: the later one, with what was removed still in its place. */
export interface Comparison {
  readonly plan: Plan;
  readonly decorations: ReadonlyMap<string, Decoration>;
  /** What happened to the project itself, and which of its own fields changed. */
  readonly fate: Mark | null;
  readonly project: readonly ShownChange[];
  readonly counts: Counts;
}

const NOTHING: Comparison = {
  plan: EMPTY,
  decorations: new Map(),
  fate: null,
  project: [],
  counts: { added: 0, changed: 0, moved: 0, removed: 0 },
};

/** Fields that are not told as before and after: `number` is tentative in a draft, moves are a mark. */
const PROJECT_FIELDS = [
  "title",
  "summary",
  "status",
  "priority",
  "tags",
  "start_date",
  "due_date",
  "owner",
  "links",
  "metadata",
] as const satisfies readonly (keyof Project)[];
const TASK_FIELDS = [
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
  "depends_on",
  "links",
  "metadata",
] as const satisfies readonly (keyof Task)[];

/** What leads from one plan to another, as marks on the tasks of both. */
export function compare(before: Plan, after: Plan): Comparison {
  if (before === after) return { ...NOTHING, plan: after };
  const gone = [...before.tasks.values()].filter(({ id }) => !after.tasks.has(id));
  const plan = gone.length > 0 ? withGone(after, gone) : after;
  const decorations = new Map<string, Decoration>();
  const nameOf = naming(before, after);
  for (const task of after.tasks.values()) {
    const decoration = decorated(before, after, task, nameOf);
    if (decoration) decorations.set(task.id, decoration);
  }
  const waiting = waitingFor(gone, before, after);
  for (const task of gone) decorations.set(task.id, removed(before, after, task, waiting));
  const project = projectChanges(before.project, after.project);
  const fate = fateOf(before.project, after.project, project);
  return {
    plan: { ...plan, project: after.project ?? before.project },
    decorations,
    fate,
    project,
    counts: counted(decorations, fate),
  };
}

function withGone(after: Plan, gone: readonly Task[]): Plan {
  const both = planOf(after.project, [...after.tasks.values(), ...gone]);
  return { ...both, gone: new Set(gone.map(({ id }) => id)) };
}

function fateOf(
  before: Project | null,
  after: Project | null,
  changes: readonly ShownChange[],
): Mark | null {
  if (!before || !after) return after ? "added" : before ? "removed" : null;
  return changes.length > 0 ? "changed" : null;
}

function decorated(before: Plan, after: Plan, task: Task, nameOf: Naming): Decoration | null {
  const earlier = before.tasks.get(task.id);
  if (earlier === task) return null;
  if (!earlier) return { marks: ["added"] };
  const changes = changesOf(TASK_FIELDS, earlier, task, nameOf);
  const moves = moveOf(before, after, earlier, task);
  const marks: Mark[] = [];
  if (changes.length > 0) marks.push("changed");
  if (moves) marks.push("moved");
  return marks.length > 0 ? { marks, changes: moves ? [moves, ...changes] : changes } : null;
}

/** From where to where a task moved; null when it did not. */
function moveOf(before: Plan, after: Plan, earlier: Task, task: Task): ShownChange | null {
  if (earlier.parent_id !== task.parent_id) {
    const field = "parent_id";
    return {
      field,
      before: shownValue(field, earlier.parent_id, naming(before, after)),
      after: shownValue(field, task.parent_id, naming(after, before)),
    };
  }
  if (earlier.position === task.position) return null;
  return { field: "position", before: placeOf(before, earlier), after: placeOf(after, task) };
}

function placeOf(plan: Plan, task: Task): string {
  const siblings = childrenOf(plan, task.parent_id);
  const previous = siblings[siblings.indexOf(task.id) - 1];
  const other = previous === undefined ? undefined : plan.tasks.get(previous);
  return other ? `after ${named(other)}` : "first";
}

type Waiting = ReadonlyMap<string, readonly Task[]>;

/** By task that is gone, those that are left and waited for it. */
function waitingFor(gone: readonly Task[], before: Plan, after: Plan): Waiting {
  const waiting = new Map<string, Task[]>(gone.map(({ id }) => [id, []]));
  if (gone.length === 0) return waiting;
  for (const task of before.tasks.values()) {
    if (!after.tasks.has(task.id)) continue;
    for (const id of task.depends_on) waiting.get(id)?.push(task);
  }
  return waiting;
}

function removed(before: Plan, after: Plan, task: Task, waiting: Waiting): Decoration {
  const waited = waiting.get(task.id) ?? [];
  const aside = waited.length > 0 ? `${listed(waited)} no longer for it` : undefined;
  return { ...withBelow(before, after, task), ...(aside && { aside }) };
}

/** "T5 waits", "T5 and T6 wait", "T5, T6 and 2 more wait". */
function listed(tasks: readonly Task[]): string {
  const [one, two] = tasks.map(handleOf);
  if (tasks.length === 1) return `${one} waits`;
  if (tasks.length === 2) return `${one} and ${two} wait`;
  return `${one}, ${two} and ${tasks.length - 2} more wait`;
}

function withBelow(before: Plan, after: Plan, task: Task): Decoration {
  const parent = task.parent_id === null ? undefined : before.tasks.get(task.parent_id);
  if (parent && !after.tasks.has(parent.id)) return { marks: ["removed"] };
  const below = subtreeOf(before, task.id).filter((id) => !after.tasks.has(id)).length - 1;
  if (below === 0) return { marks: ["removed"] };
  return { marks: ["removed"], note: `Removes ${below} sub-task${below === 1 ? "" : "s"}` };
}

function projectChanges(before: Project | null, after: Project | null): ShownChange[] {
  return before && after ? changesOf(PROJECT_FIELDS, before, after, String) : [];
}

function changesOf<Field extends string>(
  fields: readonly Field[],
  before: Readonly<Partial<Record<Field, unknown>>>,
  after: Readonly<Partial<Record<Field, unknown>>>,
  nameOf: Naming,
): ShownChange[] {
  return fields
    .filter((field) => !same(before[field], after[field]))
    .flatMap((field) =>
      field === "metadata"
        ? metadataChanges(before[field], after[field], nameOf)
        : {
            field,
            before: shownValue(field, before[field], nameOf),
            after: shownValue(field, after[field], nameOf),
          },
    );
}

/** Metadata is told key by key: the conventions of a project are among them. */
function metadataChanges(before: unknown, after: unknown, nameOf: Naming): ShownChange[] {
  const [was, is] = [membersOf(before), membersOf(after)];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return keys
    .filter((key) => !same(was[key], is[key]))
    .map((key) => {
      const field = `metadata.${key}`;
      return {
        field,
        before: shownValue(field, was[key], nameOf),
        after: shownValue(field, is[key], nameOf),
      };
    });
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** A project that is new or gone is not counted: its tasks are. */
function counted(decorations: ReadonlyMap<string, Decoration>, fate: Mark | null): Counts {
  const counts = { ...NOTHING.counts };
  for (const { marks } of decorations.values()) for (const mark of marks) counts[mark] += 1;
  if (fate === "changed") counts.changed += 1;
  return counts;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || ((a ?? null) === null ? (b ?? null) === null : canonical(a) === canonical(b));
}

/** JSON with its members in order: two values are the same when their texts are. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** Names tasks by the first plan that has them. */
function naming(...plans: readonly Plan[]): Naming {
  return (id) => {
    for (const plan of plans) {
      const task = plan.tasks.get(id);
      if (task) return named(task);
    }
    return "a task that is gone";
  };
}

function named(task: Task): string {
  return `${handleOf(task)} “${task.title}”`;
}
