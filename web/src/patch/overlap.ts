import type { Patch } from "@/patch/model";
import { subtreeOf, type Plan } from "@/patch/plan";

/**
 * Whether what others did may stand in the way of our patches: then the server has to rebase them,
 * which it does exactly. False only where ours mean the same with theirs below them. `plan` is the one
 * that theirs led to.
 */
export function overlaps(plan: Plan, theirs: readonly Patch[], ours: readonly Patch[]): boolean {
  const touched = touchedBy(theirs);
  const created = new Set(ours.filter(({ op }) => op === "create").map((patch) => patch.target_id));
  const isThere = (id: string | null | undefined) =>
    id === null || id === undefined || plan.tasks.has(id) || created.has(id);
  return ours.some((patch) => {
    if (patch.target === "project") return patch.op === "delete" || meets(touched, patch);
    if (patch.op === "delete") {
      const below = subtreeOf(plan, patch.target_id);
      return !isThere(patch.target_id) || below.some((id) => touched.targets.has(id));
    }
    const { parent_id, depends_on = [] } = patch.body;
    const isPlaced = [patch.target_id, parent_id, ...depends_on].every(isThere);
    const bothMove = parent_id !== undefined && touched.moves && patch.op === "update";
    return !isPlaced || bothMove || meets(touched, patch);
  });
}

interface Touched {
  /** The ids that were changed, or below which something was. */
  readonly targets: ReadonlySet<string>;
  /** "<id> <field>" of what was set. */
  readonly fields: ReadonlySet<string>;
  readonly created: ReadonlySet<string>;
  readonly moves: boolean;
}

function touchedBy(patches: readonly Patch[]): Touched {
  const targets = new Set<string>();
  const fields = new Set<string>();
  const created = new Set<string>();
  let moves = false;
  for (const patch of patches) {
    targets.add(patch.target_id);
    if (patch.op === "create") created.add(patch.target_id);
    for (const field of Object.keys(patch.body ?? {})) fields.add(`${patch.target_id} ${field}`);
    if (patch.target === "project" || patch.op === "delete") continue;
    const { parent_id } = patch.body;
    if (parent_id) targets.add(parent_id);
    moves ||= patch.op === "update" && parent_id !== undefined;
  }
  return { targets, fields, created, moves };
}

function meets({ fields, created }: Touched, patch: Patch): boolean {
  if (patch.op === "create") return created.has(patch.target_id);
  return Object.keys(patch.body ?? {}).some((field) => fields.has(`${patch.target_id} ${field}`));
}
