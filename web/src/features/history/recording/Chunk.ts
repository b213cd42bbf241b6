import type { Step } from "@/features/history/recording/source";
import { replay } from "@/patch/apply";
import type { Patch } from "@/patch/model";
import type { Plan } from "@/patch/plan";

/**
 * A stretch of a project's history: the plan before it, and the patches that lead on from there. The
 * versions `start` … `end` are computed when they are asked for, from the nearest plan that is kept.
 */
export class Chunk {
  readonly start: number;
  private readonly patches: Patch[];
  private readonly steps: Step[];
  private readonly spacing: number;
  /** Plans that later ones are computed from, by version: the first one, and one every `spacing`. */
  private readonly kept = new Map<number, Plan>();
  /** The plan that was computed last: the next one is often near. */
  private latest: { version: number; plan: Plan };

  constructor(
    start: number,
    base: Plan,
    patches: readonly Patch[],
    steps: readonly Step[],
    spacing: number,
  ) {
    this.start = start;
    this.patches = [...patches];
    this.steps = [...steps];
    this.spacing = spacing;
    this.kept.set(start, base);
    this.latest = { version: start, plan: base };
  }

  get end(): number {
    return this.start + this.patches.length;
  }

  /** How many tasks the plan that was computed last has. */
  get size(): number {
    return this.latest.plan.tasks.size;
  }

  /** The plan at a version from `start` to `end`. */
  planAt(version: number): Plan {
    let { version: known, plan } = this.nearest(version);
    while (known < version) {
      const next = Math.min(version, known - (known % this.spacing) + this.spacing);
      plan = replay(plan, this.patches.slice(known - this.start, next - this.start));
      known = next;
      if (known % this.spacing === 0) this.kept.set(known, plan);
    }
    this.latest = { version, plan };
    return plan;
  }

  /** The changeset that made a version. */
  stepAt(version: number): Step | undefined {
    return this.steps.find(({ first, last }) => first <= version && version <= last);
  }

  /** Takes the patches that were accepted since. */
  extend(patches: readonly Patch[], steps: readonly Step[]): void {
    this.patches.push(...patches);
    const known = new Set(this.steps.map(({ first }) => first));
    this.steps.push(...steps.filter(({ first }) => !known.has(first)));
  }

  /**
   * Takes the same plan as before for its beginning, but one whose tasks are those of the chunk
   * before: what did not change is then the same value, which makes comparing cheap.
   */
  joinOnto(base: Plan): void {
    this.kept.clear();
    this.kept.set(this.start, base);
    this.latest = { version: this.start, plan: base };
  }

  private nearest(version: number): { version: number; plan: Plan } {
    let best: { version: number; plan: Plan } | null = null;
    for (const [known, plan] of this.kept) {
      if (known <= version && (!best || known > best.version)) best = { version: known, plan };
    }
    const { latest } = this;
    if (latest.version <= version && (!best || latest.version > best.version)) best = latest;
    if (!best) throw new RangeError(`version ${version} is before ${this.start}`);
    return best;
  }
}
