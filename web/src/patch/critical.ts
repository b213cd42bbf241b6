import { childrenOf, type Plan } from "@/patch/plan";
import { waitsFor } from "@/patch/waiting";
import { earliest, inOrder, remainingWork, startOf, type Graph } from "@/patch/workGraph";

/** The open tasks that cannot slip without the whole plan slipping. */
export interface CriticalPath {
  /** In the order in which their work can begin; empty where nothing waits for anything. */
  readonly tasks: readonly string[];
  /** The work along the path. */
  readonly minutes: number;
}

const NONE: CriticalPath = { tasks: [], minutes: 0 };

/**
 * The critical path as `ledger/core/derived/schedule.py` says it, which names the method; both pass
 * `tests/golden/vectors/schedule.json`. Every open task has a start and an end: a leaf's work lies
 * between the two, a parent starts before and ends after its sub-tasks, and a dependency leads from
 * the end of one to the start of the other.
 */
export function criticalPath(plan: Plan): CriticalPath {
  const known = PATHS.get(plan) ?? findPath(plan);
  PATHS.set(plan, known);
  return known;
}

/** Several parts of the page ask for the same plan. */
const PATHS = new WeakMap<Plan, CriticalPath>();

function findPath(plan: Plan): CriticalPath {
  const graph = remainingWork(plan);
  const order = inOrder(graph);
  const reached = earliest(graph, order);
  const remaining = remainingAfter(graph, order);
  const minutes = order.reduce((most, point) => Math.max(most, remaining.get(point) ?? 0), 0);
  const begun = (id: string) => reached.get(startOf(id)) ?? Infinity;
  const tasks = [...plan.tasks.values()].filter(
    ({ id }) =>
      childrenOf(plan, id).length === 0 &&
      begun(id) + (remaining.get(startOf(id)) ?? 0) === minutes,
  );
  // Where nothing waits for anything, the longest single task is no path.
  if (!tasks.some((task) => waitsFor(plan, task).length > 0)) return NONE;
  return { tasks: tasks.map(({ id }) => id).sort((a, b) => begun(a) - begun(b)), minutes };
}

/** How many minutes of work follow each point, along the longest way. */
function remainingAfter(graph: Graph, order: readonly string[]): ReadonlyMap<string, number> {
  const remaining = new Map<string, number>();
  for (const point of [...order].reverse()) {
    const tails = (graph.get(point) ?? []).flatMap(({ later, minutes }) => {
      const rest = remaining.get(later);
      return rest === undefined ? [] : rest + minutes;
    });
    remaining.set(
      point,
      tails.reduce((most, tail) => Math.max(most, tail), 0),
    );
  }
  return remaining;
}
