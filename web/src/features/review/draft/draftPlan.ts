import type { Proposal, ProposedPatch } from "@/features/review/conversation/answers";
import { replay } from "@/patch/apply";
import { planOf, type Plan } from "@/patch/plan";
import { patchesIn } from "@/patch/wire";

type TaskAnswer = Proposal["tree"]["tasks"][number];

/** The draft of a proposal as the server has it. */
export function draftOf({ tree }: Proposal): Plan {
  return planOf(tree.project, flat(tree.tasks));
}

function flat(tasks: readonly TaskAnswer[]): TaskAnswer[] {
  return tasks.flatMap((task) => [task, ...flat(task.children ?? [])]);
}

/** The draft with what an agent is just saying. */
export function withSaid(draft: Plan, said: readonly ProposedPatch[]): Plan {
  return said.length > 0 ? replay(draft, patchesIn(said)) : draft;
}
