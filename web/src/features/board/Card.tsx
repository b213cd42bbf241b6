import { Button } from "react-aria-components/Button";

import { PriorityMark, StatusMark } from "@/components/task/Marks";
import { useToday } from "@/components/task/today";
import { personName, PRIORITY_NAMES, STATUS_NAMES } from "@/components/task/words";
import { IconButton } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { Menu } from "@/components/ui/Menu";
import { STATUSES } from "@/features/board/columns";
import { classes } from "@/lib/classes";
import { formatDuration } from "@/lib/duration";
import { shortDate } from "@/lib/time";
import { derive } from "@/patch/derived";
import { handleOf } from "@/patch/handle";
import type { Task, TaskStatus } from "@/patch/model";
import { childrenOf, type Plan } from "@/patch/plan";
import { waitsFor } from "@/patch/waiting";

interface CardProps {
  plan: Plan;
  task: Task;
  /** null: it cannot be moved. */
  onMove: ((ids: readonly string[], to: TaskStatus) => void) | null;
  onOpen: (id: string) => void;
  /** Whether it stands in a list that drags. */
  isDragged?: boolean;
}

const GRIP = "-ml-1.5 grid size-6 shrink-0 place-items-center rounded-sm text-faint";

/** A task as a card: what it is, what matters about it now, and the ways to move it. */
export function Card({ plan, task, onMove, onOpen, isDragged }: CardProps) {
  const handle = handleOf(task);
  const parent = plan.tasks.get(task.parent_id ?? "");
  return (
    <>
      <div className="flex items-start gap-1">
        {onMove && !isDragged && (
          <span className={GRIP}>
            <Icon name="grip" />
          </span>
        )}
        {onMove && isDragged && (
          <Button
            slot="drag"
            aria-label={`Move ${handle} “${task.title}”`}
            className={`${GRIP} cursor-grab hover:text-ink`}
          >
            <Icon name="grip" />
          </Button>
        )}
        <div className="min-w-0 flex-1">
          {parent && <p className="truncate text-xs text-muted">{parent.title}</p>}
          <Button
            aria-label={`Open ${handle} “${task.title}”`}
            onPress={() => {
              onOpen(task.id);
            }}
            className="line-clamp-3 rounded-sm text-left font-medium [overflow-wrap:anywhere] hover:text-accent"
          >
            {task.title}
          </Button>
        </div>
        {onMove && (
          <Menu
            label={`Status of ${handle}`}
            trigger={<IconButton icon="dots" label={`Status of ${handle} “${task.title}”`} />}
            entries={STATUSES.map((status) => ({
              id: status,
              label: STATUS_NAMES[status],
              mark: <StatusMark status={status} />,
              checked: status === task.status,
              onAction: () => {
                onMove([task.id], status);
              },
            }))}
          />
        )}
      </div>
      <div className={classes(onMove !== null && "pl-5.5")}>
        <Facts task={task} plan={plan} />
      </div>
    </>
  );
}

/** What matters about a task now, in few words. */
export function Facts({ task, plan }: { task: Task; plan: Plan }) {
  const derived = derive(plan).get(task.id);
  const { priority, assignee } = task;
  const estimate = derived?.estimate ?? null;
  const wanted = waitsFor(plan, task);
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-0.5 text-xs text-muted">
      <span className="font-mono tabular-nums">{handleOf(task)}</span>
      {priority !== "medium" && (
        <span title={`Priority: ${PRIORITY_NAMES[priority]}`}>
          <PriorityMark priority={priority} />
          <span className="sr-only">{`Priority: ${PRIORITY_NAMES[priority]}`}</span>
        </span>
      )}
      {estimate !== null && (
        <span title="Estimate" className="tabular-nums">
          <span className="sr-only">Estimate: </span>
          {formatDuration(estimate)}
        </span>
      )}
      <Due task={task} isSettled={derived?.settled ?? false} />
      {derived && childrenOf(plan, task.id).length > 0 && (
        <span>{`${derived.done} of ${derived.leaves} done`}</span>
      )}
      {assignee && (
        <span title="Assignee" className="max-w-28 truncate">
          <span className="sr-only">Assignee: </span>
          {personName(assignee)}
        </span>
      )}
      {wanted.length > 0 && (
        <span className="inline-flex items-center gap-1 font-medium text-removed">
          <StatusMark status="blocked" className="size-3" />
          {`Waits for ${wanted.map(handleOf).slice(0, SHOWN).join(", ")}`}
          {wanted.length > SHOWN && ` and ${wanted.length - SHOWN} more`}
        </span>
      )}
    </p>
  );
}

/** So many of what a task waits for are named. */
const SHOWN = 3;

function Due({ task: { due_date: due }, isSettled }: { task: Task; isSettled: boolean }) {
  const today = useToday();
  if (due === null) return null;
  const isLate = due < today && !isSettled;
  return (
    <span className={classes(isLate && "font-medium text-removed")}>
      {`${isLate ? "Overdue: " : "Due "}${shortDate(due, today)}`}
    </span>
  );
}
