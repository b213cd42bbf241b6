import type { Patch } from "@/patch/model";
import type { Violation } from "@/patch/rules";

/**
 * What a changeset sets, by the index of the last patch that did, to judge its result by. Targets of
 * refused patches are not judged: their state is not what was asked for.
 */
export class Sent {
  readonly dependencies = new Map<string, number>();
  readonly moves = new Map<string, number>();
  readonly dates = new Map<string, { index: number; field: string }>();
  readonly refused = new Set<string>();
  readonly neverCreated = new Set<string>();

  /** Remembers what an applied patch sets. */
  note(patch: Patch, index: number): void {
    const fields = Object.keys(patch.body ?? {});
    if (fields.includes("depends_on")) this.dependencies.set(patch.target_id, index);
    if (patch.op === "update" && fields.includes("parent_id"))
      this.moves.set(patch.target_id, index);
    for (const field of ["start_date", "due_date"]) {
      if (fields.includes(field)) this.dates.set(patch.target_id, { index, field });
    }
  }

  /** Remembers a refused patch; gives its violations without those that follow from an earlier one. */
  noteRefused(patch: Patch, broken: readonly Violation[]): Violation[] {
    const unexplained = broken.filter((violation) => !this.follows(patch, violation));
    this.refused.add(patch.target_id);
    if (patch.op === "create" && broken.every(({ code }) => code !== "target_exists")) {
      this.neverCreated.add(patch.target_id);
    }
    return unexplained;
  }

  private follows(patch: Patch, { code }: Violation): boolean {
    if (code === "target_missing") return this.neverCreated.has(patch.target_id);
    if (code !== "parent_missing" || patch.target !== "task") return false;
    return this.neverCreated.has(patch.body?.parent_id ?? "");
  }
}
