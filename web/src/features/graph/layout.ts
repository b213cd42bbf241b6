import { Graph, layout } from "@dagrejs/dagre";

import type { Links } from "@/features/graph/links";

/** How large a task is drawn, in pixels. */
export const NODE = { width: 220, height: 68 } as const;

/** Where tasks go, by their ids. */
export type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

/** Where the upper left corner of each task goes, by its id: what has to be done first is on the left. */
export function placesOf({ nodes, links }: Links): Places {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 56 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { task } of nodes) graph.setNode(task.id, { ...NODE });
  for (const { from, to } of links) graph.setEdge(from, to);
  layout(graph);
  return new Map(
    nodes.map(({ task: { id } }) => {
      const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
      return [id, { x: x - NODE.width / 2, y: y - NODE.height / 2 }];
    }),
  );
}
