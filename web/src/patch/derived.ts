import type { Task, TaskStatus } from "@/patch/model";
import { ancestorsOf, childrenOf, type Plan } from "@/patch/plan";

/**
 * What follows from a plan, as `ledger/core/derived/derive.py` says it: the leaves carry the work, and
 * closing a task closes everything below it.
 */
export interface Derived {
  /** Leaves that count, cancelled ones left out, and those of them that are done. */
  readonly leaves: number;
  readonly done: number;
  /** 0 to 1. */
  readonly progress: number;
  /** The sum over its leaves where any has an estimate, else its own; null: none. */
  readonly estimate: number | null;
  /** Nothing is left to do in it. */
  readonly settled: boolean;
  /** Whether there is something below it that it is the sum of. */
  readonly summed?: true;
}

type State = "open" | "completed" | "cancelled";

const ABSENT: Derived = { leaves: 0, done: 0, progress: 0, estimate: null, settled: false };

/** What follows for each task, by its id, and under null for the project as a whole. */
export interface Derivations {
  readonly get: (id: string | null) => Derived | undefined;
}

/** Everything that follows from a plan; computed where it is asked for, and what is below that. */
export function derive(plan: Plan): Derivations {
  const known = DERIVED.get(plan) ?? new Walk(plan);
  DERIVED.set(plan, known);
  return known;
}

/** Several parts of the page ask for the same plan. */
const DERIVED = new WeakMap<Plan, Walk>();

class Walk implements Derivations {
  private readonly plan: Plan;
  private readonly found = new Map<string | null, Derived>();

  constructor(plan: Plan) {
    this.plan = plan;
  }

  get(id: string | null): Derived | undefined {
    const known = this.found.get(id);
    if (known) return known;
    if (id !== null) return this.plan.tasks.has(id) ? this.visit(id, this.above(id)) : undefined;
    const roots = this.counted(null).map((root) => this.visit(root, "open"));
    const whole = sum(roots, "open");
    this.found.set(null, whole);
    return whole;
  }

  /** What the tasks above a task make of it. */
  private above(id: string): State {
    let state: State = "open";
    for (const above of ancestorsOf(this.plan, id)) {
      state = stronger(state, stateOf(this.plan.tasks.get(above)?.status ?? "todo"));
    }
    return state;
  }

  /** What is below a task that counts there: what is gone does where all of it is. */
  private counted(id: string | null): readonly string[] {
    const { gone } = this.plan;
    const below = childrenOf(this.plan, id);
    if (!gone || (id !== null && gone.has(id))) return below;
    return below.filter((child) => !gone.has(child));
  }

  private visit(id: string, above: State): Derived {
    const known = this.found.get(id);
    if (known) return known;
    const task = this.plan.tasks.get(id);
    if (!task) return ABSENT;
    const state = stronger(above, stateOf(task.status));
    const below = this.counted(id);
    const derived =
      below.length > 0
        ? parent(
            task,
            state,
            below.map((child) => this.visit(child, state)),
          )
        : leaf(task, state);
    this.found.set(id, derived);
    return derived;
  }
}

/** The next plan has most of its tasks from this one: what follows for them is the same value. */
const LEAVES: Readonly<Record<State, WeakMap<Task, Derived>>> = {
  open: new WeakMap(),
  completed: new WeakMap(),
  cancelled: new WeakMap(),
};

function leaf(task: Task, state: State): Derived {
  const known = LEAVES[state].get(task);
  if (known) return known;
  const completed = state === "completed";
  const derived = {
    leaves: state === "cancelled" ? 0 : 1,
    done: completed ? 1 : 0,
    progress: completed ? 1 : 0,
    estimate: state === "cancelled" ? null : task.estimated_minutes,
    settled: state !== "open",
  };
  LEAVES[state].set(task, derived);
  return derived;
}

function parent(task: Task, state: State, below: readonly Derived[]): Derived {
  const total = sum(below, state);
  const estimate = state === "cancelled" ? null : (total.estimate ?? task.estimated_minutes);
  const derived: Derived = { ...total, estimate, summed: true };
  const before = PARENTS.get(task);
  if (before && isSame(before, derived)) return before;
  PARENTS.set(task, derived);
  return derived;
}

/** A row that shows a value that stays the same is not drawn again. */
const PARENTS = new WeakMap<Task, Derived>();

function isSame(one: Derived, other: Derived): boolean {
  return (
    one.leaves === other.leaves &&
    one.done === other.done &&
    one.progress === other.progress &&
    one.estimate === other.estimate &&
    one.settled === other.settled
  );
}

function sum(parts: readonly Derived[], state: State): Derived {
  // One pass: a large plan is summed up for every frame in which it is dragged through time.
  let [leaves, done, settled] = [0, 0, true];
  let estimate: number | null = null;
  for (const part of parts) {
    leaves += part.leaves;
    done += part.done;
    settled &&= part.settled;
    if (part.estimate !== null) estimate = (estimate ?? 0) + part.estimate;
  }
  return {
    leaves,
    done,
    progress: state === "completed" ? 1 : leaves > 0 ? done / leaves : 0,
    estimate,
    settled: state !== "open" || (parts.length > 0 && settled),
  };
}

function stateOf(status: TaskStatus): State {
  return status === "completed" || status === "cancelled" ? status : "open";
}

/** `cancelled` beats `completed` beats `open`. */
function stronger(above: State, own: State): State {
  if (above === "cancelled" || own === "cancelled") return "cancelled";
  return above === "completed" || own === "completed" ? "completed" : "open";
}
