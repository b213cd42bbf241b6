import { memo } from "react";

import { TaskLink } from "@/components/project/TaskLink";
import { StatusMark } from "@/components/task/Marks";
import type { Axis } from "@/features/gantt/axis";
import { Bar, daysOf } from "@/features/gantt/Bar";
import type { Line } from "@/features/gantt/chart";
import { ROW } from "@/features/gantt/looks";
import type { Span } from "@/features/gantt/spans";
import type { Drag } from "@/features/gantt/useBarDrag";
import { classes } from "@/lib/classes";
import { handleOf } from "@/patch/handle";
import type { Plan } from "@/patch/plan";

interface GanttRowProps {
  projectId: string;
  plan: Plan;
  line: Line;
  index: number;
  axis: Axis;
  isActive: boolean;
  today: string;
  onActive: (index: number) => void;
  /** null: nothing can be changed. */
  onMove: ((line: Line, drag: Drag) => void) | null;
  onEdit: (id: string) => void;
}

/** One task: its name stays in view, and what its bar shows is said in words. */
export const GanttRow = memo(function GanttRow(props: GanttRowProps) {
  const { projectId, plan, line, index, axis, isActive, today, onActive, onMove, onEdit } = props;
  const { task, depth, span } = line;
  const edit = () => {
    onEdit(task.id);
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => {
        onActive(index);
      }}
      className="group absolute right-0 left-0 flex outline-offset-[-2px] focus-within:bg-accent-soft/50 hover:bg-sunken/60"
      style={{ top: index * ROW, height: ROW }}
    >
      <div
        role="rowheader"
        className="sticky left-0 z-10 flex w-(--names) shrink-0 items-center gap-1.5 border-r bg-surface pr-2 text-sm group-focus-within:bg-accent-soft"
        style={{ paddingLeft: 8 + Math.min(depth - 1, 6) * 10 }}
      >
        <StatusMark status={task.status} className="size-3.5" />
        <TaskLink
          projectId={projectId}
          taskId={task.id}
          tabIndex={-1}
          title={`${handleOf(task)} ${task.title}`}
          className={classes("truncate hover:text-accent", line.isParent && "font-medium")}
        >
          {task.title}
        </TaskLink>
      </div>
      <div role="gridcell" className="relative min-w-0 flex-1">
        <span className="sr-only">{wordsOf(line, plan, today)}</span>
        {span ? (
          <Bar
            {...{ line, span, axis, today }}
            onMove={
              onMove &&
              ((drag) => {
                onMove(line, drag);
              })
            }
            onEdit={edit}
          />
        ) : (
          <button
            type="button"
            tabIndex={-1}
            onClick={edit}
            className="sticky left-(--names) h-full px-2 text-sm text-faint italic hover:text-ink"
          >
            No dates
            <span className="sr-only">
              {onMove ? `: set those of ${handleOf(task)}` : `: open ${handleOf(task)}`}
            </span>
          </button>
        )}
      </div>
    </div>
  );
});

const ORIGINS: Readonly<Record<Span["from"], string>> = {
  dates: "",
  estimate: ", by its estimate",
  children: ", from its sub-tasks",
  forecast: " at the earliest",
};

/** What the bar and its arrows show. */
export function wordsOf(
  { task, span, isCritical, isSettled }: Line,
  plan: Plan,
  today: string,
): string {
  const earlier = task.depends_on.flatMap((id) => plan.tasks.get(id) ?? []).map(handleOf);
  return [
    span && daysOf(span, today) + ORIGINS[span.from],
    isSettled && "nothing left to do",
    earlier.length > 0 && `after ${earlier.join(", ")}`,
    isCritical && "on the critical path",
  ]
    .filter(Boolean)
    .join("; ");
}
