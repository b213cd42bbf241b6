import { childrenOf, type Plan } from "@/patch/plan";
import { isOpen, openWants } from "@/patch/waiting";

/** What a task without an estimate counts as, in minutes. */
export const DEFAULT_MINUTES = 60;

/** That a point comes after another, and how much work lies between. */
interface Edge {
  readonly later: string;
  readonly minutes: number;
}
/** What comes after each point of a plan, and after how much work. */
export type Graph = ReadonlyMap<string, readonly Edge[]>;

/** Where a task's work can begin. */
export const startOf = (id: string) => `${id} start`;
/** Where all of it is done. */
export const endOf = (id: string) => `${id} end`;

/** The graph of what is open: what comes after each point, and after how much work. */
export function remainingWork(plan: Plan): Graph {
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

/**
 * After how many minutes of work each point can be reached at the earliest. `floors`: points that are
 * not reached before so many minutes, whatever comes before them.
 */
export function earliest(
  graph: Graph,
  order: readonly string[],
  floors: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const reached = new Map(order.map((point) => [point, floors.get(point) ?? 0]));
  for (const point of order) {
    const begun = reached.get(point) ?? 0;
    for (const { later, minutes } of graph.get(point) ?? []) {
      const known = reached.get(later);
      if (known !== undefined) reached.set(later, Math.max(known, begun + minutes));
    }
  }
  return reached;
}

/** Every point after those before it, without what lies on or after a circle. */
export function inOrder(graph: Graph): string[] {
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
