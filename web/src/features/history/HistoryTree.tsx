import { useState } from "react";

import type { Comparison } from "@/components/diff/compare";
import { TaskFacts } from "@/components/diff/TaskFacts";
import { RowChanges } from "@/components/tree/RowChanges";
import { MarkBadge } from "@/components/tree/RowMeta";
import { TaskTree } from "@/components/tree/TaskTree";
import { useTreeState } from "@/components/tree/useTreeState";
import { Dialog } from "@/components/ui/Dialog";
import { Failure, Notice } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import { classes } from "@/lib/classes";
import { handleOf } from "@/patch/handle";

interface HistoryTreeProps {
  label: string;
  /** undefined while it is being loaded for the first time. */
  comparison: Comparison | undefined;
  error: unknown;
  /** Whether what is shown is still that of another version. */
  isStale: boolean;
  onRetry: () => void;
}

/** A past plan, for reading. */
export function HistoryTree({ label, comparison, error, isStale, onRetry }: HistoryTreeProps) {
  if (error)
    return <Failure title="This version could not be loaded" error={error} onRetry={onRetry} />;
  if (!comparison) return <SkeletonList label="The plan is being loaded" />;
  return (
    <div aria-busy={isStale} className={classes("pt-3", isStale && "opacity-80")}>
      <Reading label={label} comparison={comparison} />
    </div>
  );
}

function Reading({ label, comparison }: { label: string; comparison: Comparison }) {
  const { plan, decorations, fate, project } = comparison;
  const state = useTreeState(plan);
  const [shownId, setShownId] = useState<string | null>(null);
  const shown = shownId === null ? undefined : plan.tasks.get(shownId);
  const nameOf = (id: string) => {
    const task = plan.tasks.get(id);
    return task ? `${handleOf(task)} “${task.title}”` : "a task that is not in this version";
  };
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
      {project.length > 0 && (
        <div className="mb-2 rounded-md bg-changed-soft px-3 py-2">
          <RowChanges changes={project} />
        </div>
      )}
      {plan.tasks.size === 0 ? (
        <p className="py-6 text-muted">There were no tasks.</p>
      ) : (
        <TaskTree
          label={label}
          plan={plan}
          state={state}
          decorations={decorations}
          openId={shownId}
          onOpen={setShownId}
        />
      )}
      {shown && (
        <Dialog
          title={`${handleOf(shown)} ${shown.title}`}
          isOpen
          size="lg"
          onClose={() => {
            setShownId(null);
          }}
        >
          <TaskFacts task={shown} nameOf={nameOf} />
        </Dialog>
      )}
    </>
  );
}
