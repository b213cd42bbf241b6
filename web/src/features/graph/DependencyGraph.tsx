import { Suspense, useMemo, useState } from "react";

import { choices, useActions } from "@/components/palette/offers";
import { Button } from "@/components/ui/Button";
import { lazilyFrom } from "@/components/ui/lazily";
import { Notice } from "@/components/ui/Notice";
import { Segments } from "@/components/ui/Segments";
import { linksOf, openedAtFirst, parentsOf, type Links } from "@/features/graph/links";
import { LinkList } from "@/features/graph/LinkList";
import { TaskFinder } from "@/features/graph/TaskFinder";
import { usePrinting } from "@/lib/usePrinting";
import { handleOf } from "@/patch/handle";
import type { Plan } from "@/patch/plan";

// What lays out and draws is as much code as a whole page: it comes while one reads what it will show.
const Drawing = lazilyFrom(
  () => import("@/features/graph/Drawing"),
  ({ Drawing: Loaded }) => Loaded,
);

/** Whether it is drawn, or told in words. */
export type Shape = "drawing" | "list";

const SHAPE_NAMES: Readonly<Record<Shape, string>> = { drawing: "Drawing", list: "List" };

const WHOLE = "Show the whole plan";
const NOTHING: ReadonlySet<string> = new Set();

interface DependencyGraphProps {
  projectId: string;
  plan: Plan;
  matching: ReadonlySet<string> | null;
  /** The task that it is about; null: the whole plan. */
  focus: string | null;
  shape: Shape;
  onFocus: (taskId: string | null) => void;
  onShape: (shape: Shape) => void;
}

/** What waits for what: drawn from left to right, or as a list. */
export function DependencyGraph(props: DependencyGraphProps) {
  const { projectId, plan, matching, shape, onFocus, onShape } = props;
  const focused = plan.tasks.get(props.focus ?? "");
  const focus = focused?.id ?? null;
  const [opened, setOpened] = useState(() => openedAtFirst(plan));
  const links = useMemo(
    () => linksOf(plan, { focus, opened, matching }),
    [plan, focus, opened, matching],
  );
  const isPrinting = usePrinting(plan.tasks.size);
  const levels = opened.size > 0 ? "Show the top level only" : "Show all levels";
  const toggleLevels = () => {
    setOpened(opened.size > 0 ? NOTHING : parentsOf(plan));
  };
  const showAll = () => {
    onFocus(null);
  };
  useActions("Graph", () => [
    ...choices("Shown as", SHAPE_NAMES, shape, onShape),
    focused
      ? { id: "whole", label: WHOLE, onAction: showAll }
      : { id: "levels", label: levels, onAction: toggleLevels },
  ]);
  if (plan.tasks.size === 0) {
    return (
      <Notice icon="split" title="There are no tasks yet">
        What is added to the outline stands here, once one task waits for another.
      </Notice>
    );
  }
  const onToggle = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
        <Segments label="Shown as" value={shape} names={SHAPE_NAMES} onChange={onShape} />
        <div className="w-64 max-w-full">
          <TaskFinder plan={plan} onChoose={onFocus} />
        </div>
        {focused ? (
          <Button size="sm" onPress={showAll}>
            {WHOLE}
          </Button>
        ) : (
          <Button size="sm" onPress={toggleLevels}>
            {levels}
          </Button>
        )}
      </div>
      <p role="status" className="mb-2 text-sm text-muted">
        {said(links, plan, focus)}
      </p>
      {links.nodes.length > 0 &&
        (shape === "list" || isPrinting ? (
          <LinkList {...{ projectId, plan, links, focus, onFocus, onToggle }} />
        ) : (
          <Suspense fallback={<div className="min-h-72 flex-1 rounded-lg border bg-surface" />}>
            <Drawing {...{ projectId, plan, links, focus, onFocus, onToggle }} />
          </Suspense>
        ))}
    </>
  );
}

/** What is shown, and what is not. */
function said({ nodes, total }: Links, plan: Plan, focus: string | null): string {
  const around = plan.tasks.get(focus ?? "");
  if (around) {
    const name = `${handleOf(around)} “${around.title}”`;
    if (total === 1) return `${name} waits for nothing, and nothing waits for it.`;
    const rest = total - nodes.length;
    const others = `${total - 1} ${total === 2 ? "task" : "tasks"}`;
    const all = `${name} and the ${others} that it waits for or that wait for it, directly or through others.`;
    return rest > 0 ? `${all} The ${nodes.length} nearest are shown.` : all;
  }
  if (total === 0) {
    return "No task shown here waits for another one. Dependencies are set in the details of a task.";
  }
  const hidden = nodes.reduce((sum, node) => sum + node.hidden, 0);
  const parts = [`${total} ${total === 1 ? "task" : "tasks"} with dependencies.`];
  if (hidden > 0) parts.push(`Closed ones stand for ${hidden} more below them.`);
  if (total > nodes.length) {
    parts.push(`The first ${nodes.length} are shown: choose a task to see those around it.`);
  }
  return parts.join(" ");
}
