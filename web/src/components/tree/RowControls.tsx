import { Checkbox } from "@/components/ui/Checkbox";
import { Icon } from "@/components/ui/Icon";
import type { Checks } from "@/components/tree/decoration";
import type { TreeEditing } from "@/components/tree/editing";
import type { TaskRow } from "@/components/tree/rows";
import { StatusMark } from "@/components/task/Marks";
import { STATUS_NAMES } from "@/components/task/words";
import { classes } from "@/lib/classes";
import type { Task } from "@/patch/model";

/** Opens and closes a row by pointer; the keyboard has its arrows for that. */
export function RowToggle({ row, onToggle }: { row: TaskRow; onToggle: (row: TaskRow) => void }) {
  if (!row.hasChildren) return <span className="w-5 shrink-0 pointer-coarse:w-7" />;
  return (
    // The row says whether it is open, and the arrow keys change that: no second control for it.

    <span
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        onToggle(row);
      }}
      onDoubleClick={(event) => {
        event.stopPropagation();
      }}
      className="grid h-6 w-5 shrink-0 cursor-pointer pointer-coarse:-my-2.5 pointer-coarse:h-11 pointer-coarse:w-7 place-items-center rounded-sm text-muted hover:bg-line hover:text-ink"
    >
      <Icon
        name="chevron"
        className={classes("transition-transform duration-100", row.isExpanded && "rotate-90")}
      />
    </span>
  );
}

interface RowCheckProps {
  task: Task;
  checks: Checks;
  isActive: boolean;
}

/** Whether this row's change is selected. */
export function RowCheck({ task, checks, isActive }: RowCheckProps) {
  const checked = checks.stateOf(task.id);
  if (checked === undefined) return <span className="w-6 shrink-0 pointer-coarse:w-9" />;
  return (
    // The row's own click would open its details.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span
      onClick={(event) => {
        event.stopPropagation();
      }}
      className="grid h-6 w-6 shrink-0 place-items-center pointer-coarse:-my-2.5 pointer-coarse:h-11 pointer-coarse:w-9"
    >
      <Checkbox
        label={`Include this change: ${task.title}`}
        checked={checked}
        tabIndex={isActive ? 0 : -1}
        onChange={() => {
          checks.onToggle(task.id);
        }}
      />
    </span>
  );
}

interface RowStatusProps {
  task: Task;
  editing: TreeEditing | undefined;
  isActive: boolean;
}

/** The sign of the status; where the tree can be edited, a button that changes it. */
export function RowStatus({ task, editing, isActive }: RowStatusProps) {
  const mark = <StatusMark status={task.status} />;
  const shape =
    "grid size-6 shrink-0 place-items-center rounded-sm pointer-coarse:-my-2.5 pointer-coarse:h-11 pointer-coarse:w-8";
  const openMenu = editing?.openMenu;
  if (!openMenu) {
    return (
      <span className={shape}>
        {mark}
        <span className="sr-only">{`Status: ${STATUS_NAMES[task.status]}`}</span>
      </span>
    );
  }
  return (
    <button
      type="button"
      aria-label={`Status: ${STATUS_NAMES[task.status]}`}
      aria-haspopup="menu"
      tabIndex={isActive ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        openMenu("status", task.id, event.currentTarget);
      }}
      className={classes(shape, "hover:bg-line")}
    >
      {mark}
    </button>
  );
}

interface RowActionsProps {
  task: Task;
  editing: TreeEditing;
  isActive: boolean;
}

/** Opens the list of what can be done with a task. Always seen where nothing can hover. */
export function RowActions({ task, editing: { openMenu }, isActive }: RowActionsProps) {
  if (!openMenu) return null;
  return (
    // A plain button: there is one in each row, and rows come and go while one scrolls.
    <button
      type="button"
      aria-label="Actions"
      aria-haspopup="menu"
      tabIndex={isActive ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        openMenu("actions", task.id, event.currentTarget);
      }}
      className="print:hidden grid h-6 w-7 shrink-0 place-items-center rounded-md text-muted pointer-coarse:-my-2.5 pointer-coarse:h-11 pointer-coarse:w-10 group-focus-within:opacity-100 group-hover:opacity-100 hover:bg-line hover:text-ink pointer-fine:opacity-0"
    >
      <Icon name="dots" />
    </button>
  );
}
