import type { Conflict, Side } from "@/components/diff/OneConflict";
import type { Edit } from "@/components/task/edits/edit";
import type { Clash } from "@/features/plan/waiting/clashes";
import type { Patch } from "@/patch/model";

/** The conflicts of a clash. */
export function conflictsOf({ problem }: Clash): readonly Conflict[] {
  const { conflicts } = problem.document;
  return Array.isArray(conflicts) ? (conflicts as readonly Conflict[]) : [];
}

/** Whether ours can be had at all: not when the task is gone or the whole would break a rule. */
export function canBeOurs(conflict: Conflict): boolean {
  return conflict.code === "field_changed" && conflict.field !== null;
}

/**
 * What is left of our edit once each conflict is decided: the fields where theirs was chosen go, and
 * so do patches of which nothing remains. null: nothing is left.
 */
export function decided(clash: Clash, sides: readonly Side[]): Edit | null {
  const given = conflictsOf(clash);
  const theirs = given.filter((_, place) => sides[place] === "theirs");
  const patches = clash.edit.patches.flatMap((patch, index) => {
    const lost = theirs.filter((conflict) => conflict.index === index);
    return without(patch, lost);
  });
  return patches.length > 0 ? { patches, message: clash.edit.message } : null;
}

function without(patch: Patch, lost: readonly Conflict[]): Patch[] {
  if (lost.length === 0) return [patch];
  if (patch.op === "delete" || lost.some((conflict) => conflict.field === null)) return [];
  const fields = new Set(lost.map((conflict) => conflict.field));
  const kept = Object.entries(patch.body).filter(([field]) => !fields.has(field));
  return kept.length > 0 ? [{ ...patch, body: Object.fromEntries(kept) }] : [];
}
