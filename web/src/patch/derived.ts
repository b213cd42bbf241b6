import type { Task, TaskStatus } from "@/patch/model";
import { childrenOf, type Plan } from "@/patch/plan";

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
}

type State = "open" | "completed" | "cancelled";

const ABSENT: Derived = { leaves: 0, done: 0, progress: 0, estimate: null, settled: false };

/** Everything that follows, by task id; under null for the project as a whole. */
export function derive(plan: Plan): ReadonlyMap<string | null, Derived> {
  const known = DERIVED.get(plan) ?? walk(plan);
  DERIVED.set(plan, known);
  return known;
}

/** Several parts of the page ask for the same plan. */
const DERIVED = new WeakMap<Plan, ReadonlyMap<string | null, Derived>>();

function walk(plan: Plan): ReadonlyMap<string | null, Derived> {
  const found = new Map<string | null, Derived>();
  const visit = (id: string, above: State): Derived => {
    const task = plan.tasks.get(id);
    if (!task) return ABSENT;
    const state = stronger(above, stateOf(task.status));
    const below = plan.children.get(id);
    const derived = below
      ? parent(
          task,
          state,
          below.map((child) => visit(child, state)),
        )
      : leaf(task, state);
    found.set(id, derived);
    return derived;
  };
  const roots = childrenOf(plan, null).map((id) => visit(id, "open"));
  found.set(null, sum(roots, "open"));
  return found;
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
  return { ...total, estimate };
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
