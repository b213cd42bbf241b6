import type { Proposal } from "@/features/review/conversation/answers";
import { replay } from "@/patch/apply";
import type { Patch } from "@/patch/model";
import type { Plan } from "@/patch/plan";
import { patchesIn } from "@/patch/wire";

/** Proposals are asked for so: this page has the plan that their diff is put on. */
export const WITHOUT_TREE = { tree: false } as const;

/** The draft of a proposal as the server has it. */
export function draftOf({ diff }: Proposal, base: Plan): Plan {
  return replay(base, patchesIn(diff.map(({ patch }) => patch)));
}

/**
 * The draft with what comes in. The server may have kept the end of an answer before it is heard
 * here: what is there already is not made twice.
 */
export function withComing(kept: Plan, coming: readonly Patch[]): Plan {
  const rest = coming.filter((patch) => patch.op !== "create" || !kept.tasks.has(patch.target_id));
  return rest.length > 0 ? replay(kept, rest) : kept;
}
