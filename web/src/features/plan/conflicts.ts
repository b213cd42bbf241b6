import { FIELD_NAMES } from "@/components/task/words";
import type { Edit } from "@/components/task/edits/edit";
import type { Clash } from "@/features/plan/usePlanStore";
import { formatDuration } from "@/lib/duration";
import type { Patch, TaskFields } from "@/patch/model";

/** One thing that both sides changed, as the API names it. */
export interface Conflict {
  readonly code: string;
  readonly message: string;
  readonly index: number;
  readonly target_id: string;
  readonly field: string | null;
  readonly theirs: unknown;
  readonly ours: unknown;
}

export type Side = "theirs" | "ours";

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
  const patches = clash.changeset.patches.flatMap((patch, index) => {
    const lost = theirs.filter((conflict) => conflict.index === index);
    return without(patch, lost);
  });
  return patches.length > 0 ? { patches, message: clash.changeset.message } : null;
}

function without(patch: Patch, lost: readonly Conflict[]): Patch[] {
  if (lost.length === 0) return [patch];
  if (patch.op === "delete" || lost.some((conflict) => conflict.field === null)) return [];
  const fields = new Set(lost.map((conflict) => conflict.field));
  const kept = Object.entries(patch.body).filter(([field]) => !fields.has(field));
  return kept.length > 0 ? [{ ...patch, body: Object.fromEntries(kept) }] : [];
}

/** The name of what a conflict is about. */
export function fieldName({ field }: Conflict): string {
  return field === null ? "The whole task" : (FIELD_NAMES[field] ?? field);
}

/** A value as text for people. */
export function valueText(field: string | null, value: unknown): string {
  if (value === null || value === undefined) return "not set";
  if (typeof value === "number" && isDuration(field)) return formatDuration(value);
  if (typeof value === "string") return value.replaceAll("_", " ");
  return JSON.stringify(value);
}

function isDuration(field: string | null): boolean {
  const durations: readonly (keyof TaskFields)[] = ["estimated_minutes", "actual_minutes"];
  return durations.some((name) => name === field);
}
