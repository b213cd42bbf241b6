import { changesetRules } from "@/patch/changesetRules";
import type { Patch, Project, ProjectPatch, Task, TaskPatch } from "@/patch/model";
import { childrenOf, EMPTY, siblingOrder, subtreeOf, type Plan } from "@/patch/plan";
import { LIMITS, Refused, violationsOf, type Limits, type Violation } from "@/patch/rules";
import { Sent } from "@/patch/sent";

/** The plan after one patch. Throws `Refused` with every rule that holds after each patch. */
export function apply(plan: Plan, patch: Patch, limits: Limits = LIMITS): Plan {
  const broken = violationsOf(plan, patch, 0, limits);
  if (broken.length > 0) throw new Refused(broken);
  return replay(plan, [patch]);
}

/**
 * The plan after a changeset: its patches in order, then the rules that hold after all of them. The
 * old plan is untouched. Throws `Refused` with every violation, as `ledger/core/apply.py` does.
 */
export function applyAll(plan: Plan, patches: readonly Patch[], limits: Limits = LIMITS): Plan {
  if (patches.length > limits.changeset) throw tooLarge(limits);
  const fold = new Fold(plan);
  const sent = new Sent();
  const violations: Violation[] = [];
  patches.forEach((patch, index) => {
    const broken = violationsOf(fold.plan, patch, index, limits);
    if (broken.length > 0) violations.push(...sent.noteRefused(patch, broken));
    else {
      fold.apply(patch);
      sent.note(patch, index);
    }
  });
  const after = fold.finish();
  violations.push(...changesetRules(after, sent));
  if (violations.length > 0) throw new Refused(violations.sort(byIndex));
  return after;
}

function byIndex(a: Violation, b: Violation): number {
  return (a.index ?? -1) - (b.index ?? -1);
}

function tooLarge(limits: Limits): Refused {
  const message = `A changeset holds at most ${limits.changeset} patches.`;
  return new Refused([{ code: "changeset_too_large", message, index: null, field: null }]);
}

/** The fold of accepted patches: nothing is checked again. */
export function replay(plan: Plan, patches: Iterable<Patch>): Plan {
  const fold = new Fold(plan);
  for (const patch of patches) fold.apply(patch);
  return fold.finish();
}

/** What a task is before its create patch says otherwise. */
const NEW_TASK: Omit<Task, "id" | "title"> = {
  number: 0,
  parent_id: null,
  position: "",
  description: null,
  acceptance_criteria: [],
  status: "todo",
  priority: "medium",
  estimated_minutes: null,
  actual_minutes: null,
  start_date: null,
  due_date: null,
  assignee: null,
  tags: [],
  depends_on: [],
  links: [],
  metadata: {},
};
const NEW_PROJECT: Omit<Project, "id" | "title"> = {
  summary: null,
  status: "planning",
  priority: "medium",
  tags: [],
  start_date: null,
  due_date: null,
  owner: null,
  links: [],
  metadata: {},
};

/** A plan being changed: copies that nobody else sees until `finish`. */
class Fold {
  private project: Project | null;
  private tasks: Map<string, Task>;
  private children: Map<string | null, readonly string[]>;
  /** The parents whose children have to be put in order. */
  private readonly unordered = new Set<string | null>();

  constructor(plan: Plan) {
    this.project = plan.project;
    this.tasks = new Map(plan.tasks);
    this.children = new Map(plan.children);
  }

  /** The plan so far, for judging the next patch; siblings may be out of order. */
  get plan(): Plan {
    return { project: this.project, tasks: this.tasks, children: this.children };
  }

  finish(): Plan {
    const order = siblingOrder(this.tasks);
    for (const parent of this.unordered) {
      const siblings = this.children.get(parent);
      if (siblings) this.children.set(parent, [...siblings].sort(order));
    }
    return this.plan;
  }

  apply(patch: Patch): void {
    if (patch.target === "project") this.applyToProject(patch);
    else if (patch.op === "create") this.create(patch);
    else if (patch.op === "update") this.update(patch);
    else this.delete(patch.target_id);
  }

  private applyToProject(patch: ProjectPatch): void {
    if (patch.op === "delete") {
      this.project = EMPTY.project;
      this.tasks = new Map();
      this.children = new Map();
      return;
    }
    const before = this.project ?? { ...NEW_PROJECT, id: patch.target_id, title: "" };
    this.project = { ...before, ...patch.body };
  }

  private create(patch: TaskPatch): void {
    const task: Task = { ...NEW_TASK, id: patch.target_id, title: "", ...patch.body };
    this.tasks.set(task.id, task);
    this.addChild(task.parent_id, task.id);
  }

  private update(patch: TaskPatch): void {
    const before = this.tasks.get(patch.target_id);
    if (!before) return;
    const after: Task = { ...before, ...patch.body };
    this.tasks.set(after.id, after);
    if (after.parent_id !== before.parent_id) {
      this.dropChild(before.parent_id, after.id);
      this.addChild(after.parent_id, after.id);
    } else if (after.position !== before.position) this.unordered.add(after.parent_id);
  }

  private delete(id: string): void {
    const removed = new Set(subtreeOf(this.plan, id));
    this.dropChild(this.tasks.get(id)?.parent_id ?? null, id);
    for (const gone of removed) {
      this.tasks.delete(gone);
      this.children.delete(gone);
    }
    for (const task of this.tasks.values()) {
      if (!task.depends_on.some((wanted) => removed.has(wanted))) continue;
      const depends_on = task.depends_on.filter((wanted) => !removed.has(wanted));
      this.tasks.set(task.id, { ...task, depends_on });
    }
  }

  private addChild(parent: string | null, id: string): void {
    this.children.set(parent, [...childrenOf(this.plan, parent), id]);
    this.unordered.add(parent);
  }

  private dropChild(parent: string | null, id: string): void {
    const left = childrenOf(this.plan, parent).filter((child) => child !== id);
    if (left.length > 0) this.children.set(parent, left);
    else this.children.delete(parent);
  }
}
