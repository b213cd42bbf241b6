import { useMemo, useRef } from "react";

import type { Comparison } from "@/components/diff/compare";
import { RowChanges } from "@/components/tree/RowChanges";
import { MarkBadge } from "@/components/tree/RowMeta";
import { TaskTree } from "@/components/tree/TaskTree";
import { useTreeState } from "@/components/tree/useTreeState";
import { Late } from "@/components/ui/Late";
import { Notice } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import { calmed } from "@/features/history/marking";
import type { Shown } from "@/features/history/useShown";
import { useTaskInView } from "@/features/history/useTaskInView";
import { classes } from "@/lib/classes";

interface HistoryTreeProps {
  label: string;
  shown: Shown;
  /** While one moves through time, rows tell that they changed, not what: they keep their height. */
  isMoving?: boolean;
  taskId: string | null;
  onTask: (id: string | null) => void;
}

/** A past plan, for reading. */
export function HistoryTree({ label, shown, isMoving = false, taskId, onTask }: HistoryTreeProps) {
  if (shown.isEmpty) return <SkeletonList label="The plan is being loaded" />;
  return (
    <div aria-busy={!shown.isThere} className={classes("pt-3", !shown.isThere && "opacity-70")}>
      {!shown.isThere && <Late />}
      <Reading
        label={label}
        comparison={shown.comparison}
        isMoving={isMoving}
        taskId={taskId}
        onTask={onTask}
      />
    </div>
  );
}

interface ReadingProps extends Omit<HistoryTreeProps, "shown"> {
  comparison: Comparison;
}

function Reading({ label, comparison, isMoving, taskId, onTask }: ReadingProps) {
  const { plan, decorations, fate, project } = comparison;
  const state = useTreeState(plan);
  const tree = useRef<HTMLDivElement>(null);
  useTaskInView(taskId, plan, state, tree);
  const calm = useMemo(() => calmed(decorations), [decorations]);
  if (!plan.project) {
    return <Notice icon="clock" title="There is no project at this version" />;
  }
  return (
    <>
      <h2
        className={classes(
          "flex flex-wrap items-baseline gap-x-3 text-lg font-semibold [overflow-wrap:anywhere]",
          fate === "removed" && "text-muted line-through",
        )}
      >
        {plan.project.title}
        {fate && (
          <span className="text-xs">
            <MarkBadge mark={fate} />
          </span>
        )}
      </h2>
      {project.length > 0 && !isMoving && (
        <div className="mb-2 rounded-md bg-changed-soft px-3 py-2">
          <RowChanges changes={project} />
        </div>
      )}
      {plan.tasks.size === 0 ? (
        <p className="py-6 text-muted">There were no tasks.</p>
      ) : (
        <div ref={tree}>
          <TaskTree
            label={label}
            plan={plan}
            state={state}
            decorations={isMoving ? calm : decorations}
            openId={taskId}
            onOpen={(id) => {
              onTask(id === taskId ? null : id);
            }}
          />
        </div>
      )}
    </>
  );
}
