import type { Task } from "@/patch/model";
import { ancestorsOf, childrenOf, subtreeOf, type Plan } from "@/patch/plan";

/** How many tasks are drawn at most: more take long to lay out, and nobody can follow their lines. */
export const MOST = 250;

/** A task that stands in the graph, for itself or for all below it. */
export interface Node {
  readonly task: Task;
  /** How many tasks below it are not drawn, because it stands for them. */
  readonly hidden: number;
  /** Whether there are tasks below it that are drawn for themselves. */
  readonly isOpen: boolean;
}

/** The first has to be done before the second can begin; ids of nodes. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

/** What is drawn of a plan. */
export interface Links {
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
  /** How many tasks would be drawn if there were no limit. */
  readonly total: number;
}

/** What is drawn: the tasks around one, or the whole with some parents opened. */
export interface Wanted {
  readonly focus: string | null;
  readonly opened: ReadonlySet<string>;
  /** Of these tasks only; null: of all. */
  readonly matching: ReadonlySet<string> | null;
}

/** The tasks that wait or are waited for, and the lines between them. */
export function linksOf(plan: Plan, { focus, opened, matching }: Wanted): Links {
  const own = [...plan.tasks.values()].flatMap((task) =>
    task.depends_on.flatMap((wanted) => {
      const isShown = !matching || (matching.has(task.id) && matching.has(wanted));
      return isShown && plan.tasks.has(wanted) ? [{ from: wanted, to: task.id }] : [];
    }),
  );
  if (focus !== null && plan.tasks.has(focus)) return around(plan, own, focus);
  const standsFor = representatives(plan, opened);
  const lifted = distinct(
    own.map(({ from, to }) => ({ from: standsFor(from), to: standsFor(to) })),
  ).filter(({ from, to }) => from !== to);
  return drawn(plan, orderedEnds(plan, lifted), lifted, (id) => !opened.has(id));
}

/** The parents that are opened at first: all where that can be drawn, else none. */
export function openedAtFirst(plan: Plan): ReadonlySet<string> {
  const ends = new Set<string>();
  for (const task of plan.tasks.values()) {
    if (task.depends_on.length > 0) ends.add(task.id);
    for (const wanted of task.depends_on) ends.add(wanted);
  }
  return ends.size <= MOST ? parentsOf(plan) : new Set();
}

/** Every task that has others below it. */
export function parentsOf(plan: Plan): ReadonlySet<string> {
  return new Set([...plan.children.keys()].filter((id) => id !== null));
}

/** Whatever a task waits for, directly or through others, and whatever waits for it: nearest first. */
function around(plan: Plan, links: readonly Link[], focus: string): Links {
  const { earlier, later } = neighboursOf(links);
  const [before, after] = [reached(focus, earlier), reached(focus, later)];
  const near: string[] = [focus];
  for (let step = 0; step < Math.max(before.length, after.length); step++) {
    near.push(...(before[step] ?? []), ...(after[step] ?? []));
  }
  return drawn(plan, [...new Set(near)], links, () => false);
}

/** For each id those at the other ends of its lines. */
export function neighboursOf(links: readonly Link[]) {
  const [earlier, later] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const note = (map: Map<string, string[]>, id: string, other: string) => {
    const known = map.get(id);
    if (known) known.push(other);
    else map.set(id, [other]);
  };
  for (const { from, to } of links) {
    note(earlier, to, from);
    note(later, from, to);
  }
  return { earlier, later };
}

/** The ids that are reached from one, by the number of steps that it takes. */
function reached(from: string, ways: ReadonlyMap<string, readonly string[]>): string[][] {
  const seen = new Set([from]);
  const steps: string[][] = [];
  for (let edge = [from]; edge.length > 0;) {
    const next = new Set(edge.flatMap((id) => ways.get(id) ?? []).filter((id) => !seen.has(id)));
    for (const id of next) seen.add(id);
    edge = [...next];
    if (edge.length > 0) steps.push(edge);
  }
  return steps;
}

/** For each task the topmost closed one above it, which stands for it; itself where all are open. */
function representatives(plan: Plan, opened: ReadonlySet<string>): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const found = known.get(id) ?? topmostClosed(plan, id, opened);
    known.set(id, found);
    return found;
  };
}

function topmostClosed(plan: Plan, id: string, opened: ReadonlySet<string>): string {
  return ancestorsOf(plan, id).findLast((above) => !opened.has(above)) ?? id;
}

function drawn(
  plan: Plan,
  ids: readonly string[],
  links: readonly Link[],
  standsForAll: (id: string) => boolean,
): Links {
  const shown = new Set(ids.slice(0, MOST));
  const nodes = [...shown].flatMap((id): Node[] => {
    const task = plan.tasks.get(id);
    if (!task) return [];
    const isParent = childrenOf(plan, id).length > 0;
    const hidden = isParent && standsForAll(id) ? subtreeOf(plan, id).length - 1 : 0;
    return [{ task, hidden, isOpen: isParent && hidden === 0 }];
  });
  const between = links.filter(({ from, to }) => shown.has(from) && shown.has(to));
  return { nodes, links: between, total: ids.length };
}

/** The ids at the ends of lines, in the order of the plan's tree. */
function orderedEnds(plan: Plan, links: readonly Link[]): string[] {
  const ends = new Set(links.flatMap(({ from, to }) => [from, to]));
  const roots = childrenOf(plan, null);
  return roots.flatMap((root) => subtreeOf(plan, root)).filter((id) => ends.has(id));
}

function distinct(links: readonly Link[]): Link[] {
  return [...new Map(links.map((link) => [`${link.from} ${link.to}`, link])).values()];
}
