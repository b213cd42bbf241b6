import type { Proposal } from "@/features/review/conversation/answers";
import { replay } from "@/patch/apply";
import type { Patch } from "@/patch/model";
import { planOf, type Plan } from "@/patch/plan";

type TaskAnswer = Proposal["tree"]["tasks"][number];

/** The draft of a proposal as the server has it. */
export function draftOf({ tree }: Proposal): Plan {
  return planOf(tree.project, flat(tree.tasks));
}

/**
 * The draft with what comes in. The server may have kept the end of an answer before it is heard
 * here: what is there already is not made twice.
 */
export function withComing(kept: Plan, coming: readonly Patch[]): Plan {
  const rest = coming.filter((patch) => patch.op !== "create" || !kept.tasks.has(patch.target_id));
  return rest.length > 0 ? replay(kept, rest) : kept;
}

function flat(tasks: readonly TaskAnswer[]): TaskAnswer[] {
  return tasks.flatMap((task) => [task, ...flat(task.children ?? [])]);
}
