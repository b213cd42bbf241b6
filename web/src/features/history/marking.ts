import type { Decoration } from "@/components/tree/decoration";
import type { Plan } from "@/patch/plan";

type Decorations = ReadonlyMap<string, Decoration>;

/** The marks of tasks that a plan has. */
export function markedIn(plan: Plan, decorations: Decorations): Decorations {
  return new Map([...decorations].filter(([id]) => plan.tasks.has(id)));
}

/** That something changed, without what: every row is then as high as any other. */
export function calmed(decorations: Decorations): Decorations {
  return new Map([...decorations].map(([id, { marks }]) => [id, { marks }]));
}
