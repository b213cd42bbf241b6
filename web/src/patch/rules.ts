import type { Patch, ProjectPatch, TaskPatch } from "@/patch/model";
import { ancestorsOf, childrenOf, depthOf, type Plan } from "@/patch/plan";

/** One broken rule, as the API names it. `index` is the place of the patch in its changeset. */
export interface Violation {
  readonly code: string;
  readonly message: string;
  readonly index: number | null;
  readonly field: string | null;
}

/** The changeset breaks rules; nothing of it was applied. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(violations.map((violation) => violation.message).join(" "));
    this.violations = violations;
  }
}

/** How deep tasks may nest, how many a project may have, and how many patches a changeset. */
export interface Limits {
  readonly depth: number;
  readonly tasks: number;
  readonly changeset: number;
}

/** The limits that the server has. */
export const LIMITS: Limits = { depth: 64, tasks: 50_000, changeset: 10_000 };

type Broken = Omit<Violation, "index">;

/** Every rule that holds after each patch and that this one would break, as `ledger/core/rules.py`. */
export function violationsOf(
  plan: Plan,
  patch: Patch,
  index: number,
  limits: Limits = LIMITS,
): Violation[] {
  return broken(plan, patch, limits).map((violation) => ({ ...violation, index }));
}

function broken(plan: Plan, patch: Patch, limits: Limits): Broken[] {
  if (patch.target === "project") return projectRules(plan, patch);
  if (!plan.project) {
    return [rule("target_missing", "There is no project: create it before its tasks.")];
  }
  return patch.op === "create" ? createRules(plan, patch, limits) : taskRules(plan, patch, limits);
}

function projectRules(plan: Plan, patch: ProjectPatch): Broken[] {
  if (patch.op === "create") {
    return plan.project ? [rule("target_exists", "The project exists already.")] : [];
  }
  if (plan.project?.id === patch.target_id) return [];
  return [rule("target_missing", `There is no project ${patch.target_id} here.`)];
}

function createRules(plan: Plan, patch: TaskPatch, limits: Limits): Broken[] {
  const found: Broken[] = [];
  if (plan.tasks.has(patch.target_id)) {
    found.push(rule("target_exists", "A task of this id exists already."));
  } else if (plan.tasks.size >= limits.tasks) {
    found.push(rule("too_many_tasks", `A project holds at most ${limits.tasks} tasks.`));
  }
  const parent = parentIn(patch);
  if (parent === null) return found;
  if (!plan.tasks.has(parent)) found.push(parentMissing());
  else if (depthOf(plan, parent) >= limits.depth) found.push(tooDeep(limits));
  return found;
}

function taskRules(plan: Plan, patch: TaskPatch, limits: Limits): Broken[] {
  const task = plan.tasks.get(patch.target_id);
  if (!task) return [rule("target_missing", "This task does not exist any more.")];
  const parent = parentIn(patch);
  if (parent === null || parent === task.parent_id) return [];
  if (!plan.tasks.has(parent)) return [parentMissing()];
  if (parent === task.id || ancestorsOf(plan, parent).includes(task.id)) {
    return [rule("parent_cycle", "A task cannot be moved under itself.", "parent_id")];
  }
  const depth = depthOf(plan, parent) + 1;
  const deeper = depth > depthOf(plan, task.id);
  return deeper && depth - 1 + heightOf(plan, task.id) > limits.depth ? [tooDeep(limits)] : [];
}

function parentIn(patch: TaskPatch): string | null {
  return patch.body?.parent_id ?? null;
}

/** The levels of a task's subtree, its own included. */
function heightOf(plan: Plan, id: string): number {
  let height = 0;
  for (let level = [id]; level.length > 0; height += 1) {
    level = level.flatMap((parent) => childrenOf(plan, parent));
  }
  return height;
}

function parentMissing(): Broken {
  return rule("parent_missing", "The parent does not exist any more.", "parent_id");
}

function tooDeep(limits: Limits): Broken {
  return rule("too_deep", `Tasks nest at most ${limits.depth} levels deep.`, "parent_id");
}

function rule(code: string, message: string, field: string | null = null): Broken {
  return { code, message, field };
}
