import type { Comparison } from "@/components/diff/compare";
import type { Mark, ShownChange } from "@/components/tree/decoration";
import type { Proposal } from "@/features/review/conversation/answers";
import { handleOf } from "@/patch/handle";

/** A change of a draft that was not taken. */
export interface LeftOut {
  readonly id: string;
  readonly name: string;
  readonly marks: readonly Mark[];
  readonly note?: string;
  /** The fields that it would have changed. */
  readonly changes: readonly ShownChange[];
}

/** The changes of a draft that were not taken when the rest of it was accepted, each target once. */
export function leftOutOf(proposal: Proposal, comparison: Comparison): LeftOut[] {
  const { plan, decorations, fate, project } = comparison;
  const ids = new Set(proposal.left_out.map(({ target_id: id }) => id));
  return [...ids].map((id) => {
    const task = plan.tasks.get(id);
    if (!task)
      return { id, name: "The project itself", marks: fate ? [fate] : [], changes: project };
    const { marks = [], note, changes = [] } = decorations.get(id) ?? {};
    // What was never accepted has no number.
    return { id, name: marks.includes("added") ? task.title : named(task), marks, note, changes };
  });
}

function named(task: { readonly number: number; readonly title: string }): string {
  return `${handleOf(task)} ${task.title}`;
}
