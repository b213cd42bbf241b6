import type { Plan } from "@/patch/plan";

/** A plan as the server has it, and which version that is. */
interface AtHand {
  readonly plan: Plan;
  readonly version: number;
}

const held = new Map<string, () => AtHand>();

/** Lets others have an open plan, for as long as it is open: until what this returns is called. */
export function holdPlan(projectId: string, current: () => AtHand): () => void {
  held.set(projectId, current);
  return () => {
    if (held.get(projectId) === current) held.delete(projectId);
  };
}

/** A project's plan at a version, where it is open at just that one. */
export function planAtHand(projectId: string, version: number): Plan | undefined {
  const found = held.get(projectId)?.();
  return found?.version === version ? found.plan : undefined;
}
