import {
  Background,
  Controls,
  MarkerType,
  ReactFlow,
  ReactFlowProvider,
  useStore,
  type Edge,
  type ReactFlowInstance,
} from "@xyflow/react";
import { useMemo, useRef, type CSSProperties, type ReactNode } from "react";

import "@xyflow/react/dist/base.css";
import "@/features/graph/drawing.css";

import { NODE, placesOf, type Places } from "@/features/graph/layout";
import type { Links } from "@/features/graph/links";
import { TaskNode, type TaskNodeType } from "@/features/graph/TaskNode";
import { criticalPath } from "@/patch/critical";
import type { Plan } from "@/patch/plan";

interface DrawingProps {
  projectId: string;
  plan: Plan;
  links: Links;
  focus: string | null;
  onFocus: (taskId: string) => void;
  onToggle: (taskId: string) => void;
}

const TYPES = { task: TaskNode };
/** How much smaller a task may be drawn so that it can still be read. */
const READABLE = 0.8;
/** So many pixels are left beside and above the first tasks. */
const BESIDE = 32;

/** The graph as a drawing that is moved and magnified; its tasks are reached by Tab, too. */
export function Drawing(props: DrawingProps) {
  const { plan, links } = props;
  const critical = useMemo(() => new Set(criticalPath(plan).tasks), [plan]);
  const places = useMemo(() => placesOf(links), [links]);
  const frame = useRef<HTMLElement>(null);
  const begin = (flow: ReactFlowInstance<TaskNodeType>) => {
    void show(flow, places, props.focus, frame.current);
  };
  const nodes = links.nodes.map(({ task, hidden, isOpen }): TaskNodeType => ({
    id: task.id,
    type: "task",
    position: places.get(task.id) ?? { x: 0, y: 0 },
    ...NODE,
    data: {
      task,
      hidden,
      isOpen: isOpen && props.focus === null,
      isCritical: critical.has(task.id),
      isFocus: task.id === props.focus,
      projectId: props.projectId,
      onFocus: props.onFocus,
      onToggle: props.onToggle,
    },
  }));
  const edges = links.links.map(({ from, to }): Edge => {
    const isCritical = critical.has(from) && critical.has(to);
    const color = isCritical ? "var(--color-removed)" : "var(--color-edge)";
    return {
      id: `${from} ${to}`,
      source: from,
      target: to,
      style: { stroke: color, strokeWidth: isCritical ? 2 : 1.25 },
      markerEnd: { type: MarkerType.ArrowClosed, color, width: 16, height: 16 },
    };
  });
  return (
    <section
      ref={frame}
      aria-label="Drawing of the dependencies"
      className="relative flex min-h-72 flex-1 flex-col overflow-hidden rounded-lg border bg-surface"
    >
      {/* Shown from its beginning when it is about something else. */}
      <ReactFlowProvider key={props.focus}>
        <ZoomForStyles>
          <Controls showInteractive={false} position="top-right" />
          <ReactFlow<TaskNodeType>
            nodes={nodes}
            edges={edges}
            nodeTypes={TYPES}
            onInit={begin}
            minZoom={0.05}
            maxZoom={2}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
          >
            <Background color="var(--color-line)" gap={24} />
          </ReactFlow>
        </ZoomForStyles>
      </ReactFlowProvider>
    </section>
  );
}

/** Tells the style sheet how large it is drawn: what is pressed does not become smaller with the rest. */
function ZoomForStyles({ children }: { children: ReactNode }) {
  const zoom = useStore(({ transform }) => transform[2]);
  return (
    <div className="contents" style={{ "--zoom": zoom } as CSSProperties}>
      {children}
    </div>
  );
}

/** Shows all of it where that can be read, else the task that it is about, or where it begins. */
async function show(
  flow: ReactFlowInstance<TaskNodeType>,
  places: Places,
  focus: string | null,
  frame: HTMLElement | null,
) {
  await flow.fitView({ maxZoom: 1 });
  if (flow.getZoom() >= READABLE || !frame) return;
  const middle = (whole: number, part: number) => (whole - part * READABLE) / 2;
  const about = places.get(focus ?? "");
  const corner = about
    ? { x: middle(frame.clientWidth, NODE.width), y: middle(frame.clientHeight, NODE.height) }
    : { x: BESIDE, y: BESIDE };
  const { x, y } = about ?? beginning(places);
  await flow.setViewport({
    x: corner.x - x * READABLE,
    y: corner.y - y * READABLE,
    zoom: READABLE,
  });
}

/** The upper left corner of all that is drawn. */
function beginning(places: Places) {
  const all = [...places.values()];
  return { x: Math.min(...all.map(({ x }) => x)), y: Math.min(...all.map(({ y }) => y)) };
}
