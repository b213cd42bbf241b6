import { childrenOf, type Plan } from "@/patch/plan";
import { isOpen, openWants, waitsFor } from "@/patch/waiting";

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
  const earliest = earliestStarts(graph, order);
  const remaining = remainingAfter(graph, order);
  const minutes = order.reduce((most, point) => Math.max(most, remaining.get(point) ?? 0), 0);
  const begun = (id: string) => earliest.get(startOf(id)) ?? Infinity;
  const tasks = [...plan.tasks.values()].filter(
    ({ id }) =>
      childrenOf(plan, id).length === 0 &&
      begun(id) + (remaining.get(startOf(id)) ?? 0) === minutes,
  );
  // Where nothing waits for anything, the longest single task is no path.
  if (!tasks.some((task) => waitsFor(plan, task).length > 0)) return NONE;
  return { tasks: tasks.map(({ id }) => id).sort((a, b) => begun(a) - begun(b)), minutes };
}

/** What a task without an estimate counts as, in minutes. */
export const DEFAULT_MINUTES = 60;

interface Edge {
  readonly later: string;
  readonly minutes: number;
}
type Graph = ReadonlyMap<string, readonly Edge[]>;

const startOf = (id: string) => `${id} start`;
const endOf = (id: string) => `${id} end`;

/** The graph of what is open: what comes after each point, and after how much work. */
function remainingWork(plan: Plan): Graph {
  const graph = new Map<string, Edge[]>();
  const opened = [...plan.tasks.values()].filter(({ id }) => isOpen(plan, id));
  for (const { id } of opened) graph.set(startOf(id), []).set(endOf(id), []);
  const lead = (from: string, later: string, minutes = 0) => {
    graph.get(from)?.push({ later, minutes });
  };
  for (const task of opened) {
    const [start, end] = [startOf(task.id), endOf(task.id)];
    if (childrenOf(plan, task.id).length === 0) {
      lead(start, end, task.estimated_minutes ?? DEFAULT_MINUTES);
    }
    if (task.parent_id !== null) {
      lead(startOf(task.parent_id), start);
      lead(end, endOf(task.parent_id));
    }
    for (const wanted of openWants(plan, task.id)) lead(endOf(wanted.id), start);
  }
  return graph;
}

/** After how many minutes of work each point can be reached at the earliest. */
function earliestStarts(graph: Graph, order: readonly string[]): ReadonlyMap<string, number> {
  const earliest = new Map(order.map((point) => [point, 0]));
  for (const point of order) {
    const begun = earliest.get(point) ?? 0;
    for (const { later, minutes } of graph.get(point) ?? []) {
      const known = earliest.get(later);
      if (known !== undefined) earliest.set(later, Math.max(known, begun + minutes));
    }
  }
  return earliest;
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

/** Every point after those before it, without what lies on or after a circle. */
function inOrder(graph: Graph): string[] {
  const waiting = new Map([...graph.keys()].map((point) => [point, 0]));
  for (const edges of graph.values()) {
    for (const { later } of edges) waiting.set(later, (waiting.get(later) ?? 0) + 1);
  }
  const order = [...graph.keys()].filter((point) => waiting.get(point) === 0);
  // It grows while it is walked.
  for (const point of order) {
    for (const { later } of graph.get(point) ?? []) {
      const count = (waiting.get(later) ?? 0) - 1;
      waiting.set(later, count);
      if (count === 0) order.push(later);
    }
  }
  return order;
}
