import type { ReactNode } from "react";

import { sourcesOf } from "@/components/document/documents";
import { SourceButton } from "@/components/document/SourceButton";
import { MARK_NAMES, type Decoration, type Mark } from "@/components/tree/decoration";
import type { TaskRow } from "@/components/tree/rows";
import { PriorityMark } from "@/components/task/Marks";
import { useToday } from "@/components/task/today";
import { personName, PRIORITY_NAMES, STATUS_NAMES } from "@/components/task/words";
import { handleOf } from "@/patch/handle";
import { Icon } from "@/components/ui/Icon";
import { classes } from "@/lib/classes";
import { formatDuration } from "@/lib/duration";
import { shortDate, todayIn } from "@/lib/time";
import type { Derived } from "@/patch/derived";
import type { Task } from "@/patch/model";
import type { Plan } from "@/patch/plan";

interface RowMetaProps {
  task: Task;
  derived: Derived | undefined;
  waits: string;
  row: TaskRow;
  decoration: Decoration | undefined;
  isActive: boolean;
  isPrinted: boolean;
}

/** How many tags and dependencies a row shows before it only counts them. */
const SHOWN = 2;

/** The facts of a task beside its title, in small; whatever is not set takes no room. */
export function RowMeta(props: RowMetaProps) {
  const { task, derived, waits, row, decoration, isActive, isPrinted } = props;
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 text-xs text-muted max-sm:ml-(--number-width)">
      {decoration?.marks.map((mark) => (
        <MarkBadge key={mark} mark={mark} />
      ))}
      {decoration?.note && (
        <span className="rounded-sm bg-danger-fill px-1.5 font-semibold leading-4 text-on-accent">
          {decoration.note}
        </span>
      )}
      {decoration?.aside && (
        <span className="rounded-sm border border-dashed border-edge px-1.5 leading-4 text-ink">
          {decoration.aside}
        </span>
      )}
      {/* A sign is hard to tell from another on paper. */}
      {isPrinted && <span className="font-medium">{STATUS_NAMES[task.status]}</span>}
      {sourcesOf(task).map((source) => (
        <SourceButton key={source.number} source={source} tabIndex={isActive ? 0 : -1} />
      ))}
      <Dependencies waits={waits} />
      <Tags tags={task.tags} />
      {row.hasChildren && derived?.summed && (
        <span title="Sub-tasks done" className="tabular-nums">
          <span className="sr-only">{`${derived.done} of ${derived.leaves} done`}</span>
          <span aria-hidden>{`${derived.done}/${derived.leaves}`}</span>
        </span>
      )}
      {task.priority !== "medium" && (
        <Fact title={`Priority: ${PRIORITY_NAMES[task.priority]}`}>
          <PriorityMark priority={task.priority} />
        </Fact>
      )}
      <Estimate minutes={derived?.estimate ?? null} summed={row.hasChildren} />
      {isPrinted && task.start_date && (
        <span>{`From ${shortDate(task.start_date, todayIn(new Date()))}`}</span>
      )}
      {task.due_date && <Due date={task.due_date} settled={derived?.settled ?? false} />}
      {task.assignee && (
        <Fact title="Assignee">
          <span className="max-w-28 truncate">{personName(task.assignee)}</span>
        </Fact>
      )}
    </div>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <span title={title} className="inline-flex items-center gap-1 whitespace-nowrap">
      <span className="sr-only">{title}: </span>
      {children}
    </span>
  );
}

/** "T3 T4 +2": what a task depends on, in short, what has no number yet as one of the rest; empty: nothing. */
export function waitsOf(task: Task, plan: Plan): string {
  if (task.depends_on.length === 0) return "";
  const wanted = task.depends_on.flatMap((id) => plan.tasks.get(id) ?? []);
  const shown = wanted.filter(({ number }) => number > 0).slice(0, SHOWN);
  const rest = wanted.length - shown.length;
  return [...shown.map(handleOf), ...(rest > 0 ? [`+${rest}`] : [])].join(" ");
}

function Dependencies({ waits }: { waits: string }) {
  if (!waits) return null;
  return (
    <Fact title="Depends on">
      <Icon name="link" width={13} height={13} />
      <span className="font-mono">{waits}</span>
    </Fact>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  const rest = tags.length - SHOWN;
  return (
    <>
      {tags.slice(0, SHOWN).map((tag) => (
        <span key={tag} className="max-w-32 truncate rounded-full border px-1.5">
          {tag}
        </span>
      ))}
      {rest > 0 && <span title={tags.slice(SHOWN).join(", ")}>+{rest}</span>}
    </>
  );
}

function Estimate({ minutes, summed }: { minutes: number | null; summed: boolean }) {
  if (minutes === null) return null;
  return (
    <Fact title={summed ? "Estimate, summed" : "Estimate"}>
      <span className="tabular-nums">{formatDuration(minutes)}</span>
    </Fact>
  );
}

function Due({ date, settled }: { date: string; settled: boolean }) {
  const today = useToday();
  const late = !settled && date < today;
  return (
    <Fact title={late ? "Overdue" : "Due"}>
      <Icon name="calendar" width={13} height={13} className={late ? "text-removed" : undefined} />
      <span className={classes("tabular-nums", late && "font-medium text-removed")}>
        {shortDate(date, today)}
      </span>
    </Fact>
  );
}

const MARK_COLOURS: Readonly<Record<Mark, string>> = {
  added: "text-added",
  changed: "text-changed",
  moved: "text-moved",
  removed: "text-removed",
};

/** The word for what happened to a task. */
export function MarkBadge({ mark }: { mark: Mark }) {
  return (
    <span
      className={classes(
        "rounded-sm border border-current px-1 font-medium leading-4",
        MARK_COLOURS[mark],
      )}
    >
      {MARK_NAMES[mark]}
    </span>
  );
}
