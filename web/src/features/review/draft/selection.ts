import type { Proposal } from "@/features/review/conversation/answers";
import { ancestorsOf, subtreeOf, type Plan } from "@/patch/plan";

/** One patch of a draft's net difference, as the API tells it. */
export type Change = Proposal["diff"][number];

/**
 * Which targets of a difference cannot be accepted without which others: what a new task stands
 * under or waits for, the project that is new itself, and what is saved out of a removed subtree.
 * The same needs as in `ledger/core/selection.py`; what else may be missing, the server says.
 */
export type Needs = ReadonlyMap<string, ReadonlySet<string>>;

/** The needs of each target, itself left out. */
export function needsOf(diff: readonly Change[], base: Plan, draft: Plan): Needs {
  const created = new Set(
    diff.filter(({ patch }) => patch.op === "create").map(({ patch }) => patch.target_id),
  );
  const newProject = diff.find(({ patch }) => isNewProject(patch))?.patch.target_id;
  const needs = new Map<string, Set<string>>();
  for (const { patch } of diff) {
    const wanted = needs.get(patch.target_id) ?? new Set<string>();
    needs.set(patch.target_id, wanted);
    if (newProject) wanted.add(newProject);
    for (const id of named(patch.body)) if (created.has(id)) wanted.add(id);
    if (patch.op === "delete" && patch.target === "task") {
      for (const id of subtreeOf(base, patch.target_id)) if (draft.tasks.has(id)) wanted.add(id);
    }
    wanted.delete(patch.target_id);
  }
  return needs;
}

/** Whether this is the patch that a new project begins with. */
export function isNewProject({ op, target }: Change["patch"]): boolean {
  return op === "create" && target === "project";
}

function named(body: Change["patch"]["body"]): string[] {
  const { parent_id: parent, depends_on: wanted } = body ?? {};
  return [parent, ...(Array.isArray(wanted) ? (wanted as unknown[]) : [])].filter(
    (id) => typeof id === "string",
  );
}

/** Everything that a target needs, directly or not, itself included. */
export function neededBy(needs: Needs, id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (const one of found) for (const wanted of needs.get(one) ?? []) found.add(wanted);
  return found;
}

/** Everything that needs one of these targets, directly or not, themselves included. */
export function needing(needs: Needs, ids: Iterable<string>): ReadonlySet<string> {
  const found = new Set(ids);
  for (const one of found) {
    for (const [id, wanted] of needs) if (wanted.has(one)) found.add(id);
  }
  return found;
}

/** The places in the difference of what is not left out. */
export function chosenIndexes(diff: readonly Change[], leftOut: ReadonlySet<string>): number[] {
  return diff.filter(({ patch }) => !leftOut.has(patch.target_id)).map(({ index }) => index);
}

/** The targets of a difference by the tasks that they stand under, at whatever depth. */
export type Below = ReadonlyMap<string, readonly string[]>;

/** Which targets stand under which tasks, themselves left out; `plan` shows the removed ones, too. */
export function targetsBelow(diff: readonly Change[], plan: Plan): Below {
  const below = new Map<string, string[]>();
  for (const { patch } of diff) {
    for (const above of ancestorsOf(plan, patch.target_id)) {
      const found = below.get(above);
      if (found) found.push(patch.target_id);
      else below.set(above, [patch.target_id]);
    }
  }
  return below;
}
