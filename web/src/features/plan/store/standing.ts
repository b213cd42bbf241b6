import type { Ledger } from "@/features/plan/store/ledger";
import type { KeptEdit } from "@/lib/keeping/kept";
import { overlaps } from "@/patch/overlap";
import type { Plan } from "@/patch/plan";

/** An edit that was accepted: it led to the versions after `first`, up to that of `plan`. */
export interface Accepted {
  readonly id: string;
  readonly first: number;
  readonly version: number;
  readonly plan: Plan;
}

/**
 * The edits that were made on top of one that is now accepted, based on the version that it led to:
 * else they would meet it as if it were somebody else's. Where others may stand in their way, the
 * server has to compare with what those did, and the base stays.
 */
export async function standingOn(
  accepted: Accepted,
  waiting: readonly KeptEdit[],
  ledger: Pick<Ledger, "changes">,
): Promise<KeptEdit[]> {
  const { id, first, version, plan } = accepted;
  const moved: KeptEdit[] = [];
  for (const edit of waiting) {
    const base = edit.base_version;
    if (!edit.on.includes(id) || base > first) continue;
    const theirs = base < first ? await ledger.changes(base, first) : [];
    if (!overlaps(plan, theirs, edit.patches)) moved.push({ ...edit, base_version: version });
  }
  return moved;
}
