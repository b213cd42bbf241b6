import type { Proposal } from "@/features/review/conversation/answers";
import { planOf, type Plan } from "@/patch/plan";

type TaskAnswer = Proposal["tree"]["tasks"][number];

/** The draft of a proposal as the server has it. */
export function draftOf({ tree }: Proposal): Plan {
  return planOf(tree.project, flat(tree.tasks));
}

function flat(tasks: readonly TaskAnswer[]): TaskAnswer[] {
  return tasks.flatMap((task) => [task, ...flat(task.children ?? [])]);
}
