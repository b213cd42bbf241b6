import { memo, type DragEvent, type MouseEvent, type ReactNode } from "react";

import { RowViewers } from "@/components/people/RowViewers";
import type { Checks, Decoration } from "@/components/tree/decoration";
import type { TreeEditing } from "@/components/tree/editing";
import { RowChanges } from "@/components/tree/RowChanges";
import { RowActions, RowCheck, RowStatus, RowToggle } from "@/components/tree/RowControls";
import { RowMeta } from "@/components/tree/RowMeta";
import type { TaskRow } from "@/components/tree/rows";
import { TitleField } from "@/components/tree/TitleField";
import type { DragEvents } from "@/components/tree/useDragging";
import { handleOf } from "@/patch/handle";
import { classes } from "@/lib/classes";
import type { Derived } from "@/patch/derived";
import type { Task } from "@/patch/model";

/** What rows ask of the tree that they are in; the same functions in every render. */
export interface RowCommands {
  readonly activate: (id: string) => void;
  readonly toggle: (row: TaskRow) => void;
  readonly rename: (id: string | null) => void;
  /** Takes the focus from a field in the row back to the row. */
  readonly leaveField: (id: string) => void;
  /** The row was clicked, perhaps with keys held down. */
  readonly press: (id: string, event: MouseEvent) => void;
  /** Whether a click shows something more about the task. */
  readonly opens: boolean;
}

export interface TaskRowProps {
  task: Task;
  row: TaskRow;
  /** The tasks that it depends on, as a row names them. */
  waits: string;
  derived: Derived | undefined;
  index: number;
  /** Its place in pixels from the top of the tree. */
  top: number;
  isActive: boolean;
  isOpen: boolean;
  /** Whether it is one of the tasks that are chosen together; undefined: none can be. */
  isSelected: boolean | undefined;
  isRenaming: boolean;
  isDropTarget: boolean;
  commands: RowCommands;
  editing: TreeEditing | undefined;
  decoration: Decoration | undefined;
  checks: Checks | undefined;
  /** What stands below what the row says, such as a field in which it is edited. */
  below: ReactNode;
  drag: DragEvents | undefined;
  measure: (element: Element | null) => void;
  register: (id: string, element: HTMLElement | null) => void;
  /** Whether it is put on paper, where it stands below the row before it. */
  isPrinted: boolean;
}

const ROW =
  "group flex items-start gap-1 rounded-md py-1.5 outline-offset-[-2px] pointer-coarse:py-2.5";

/** One task in the tree. Its name is all that stands in it, so what is only seen has words, too. */
export const TaskRowView = memo(function TaskRowView(props: TaskRowProps) {
  const { task, row, derived, editing, decoration, commands, isActive, isRenaming, drag } = props;
  const removed = decoration?.marks.includes("removed") ?? false;
  const fixed = editing === undefined || removed;
  return (
    // Keys are heard by the tree, which knows all rows.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={(element) => {
        props.measure(element);
        props.register(row.id, element);
      }}
      data-index={props.index}
      data-id={row.id}
      role="treeitem"
      aria-level={row.level}
      aria-setsize={row.siblings}
      aria-posinset={row.place}
      aria-expanded={row.hasChildren ? row.isExpanded : undefined}
      aria-selected={props.isSelected ?? props.isOpen}
      aria-current={props.isSelected !== undefined && props.isOpen ? true : undefined}
      tabIndex={isActive ? 0 : -1}
      draggable={!fixed && !isRenaming && !props.below}
      onFocus={(event) => {
        if (event.target === event.currentTarget) commands.activate(row.id);
      }}
      onMouseDown={(event) => {
        // The focus stays where a range begins, and no text is marked.
        if (props.isSelected !== undefined && withKeys(event)) event.preventDefault();
      }}
      onClick={(event) => {
        commands.press(row.id, event);
      }}
      onDoubleClick={() => {
        if (!fixed) commands.rename(row.id);
      }}
      {...(drag && !fixed ? dragProps(drag, row.id) : {})}
      className={classes(
        ROW,
        // What brings it into view keeps it clear of the header.
        props.isPrinted ? "border-b" : "absolute inset-x-0 top-0 scroll-mt-14",
        // The button at the end brings its own room.
        !fixed && editing.openMenu ? "pr-1" : "pr-3",
        tint(props),
        commands.opens && "cursor-default",
      )}
      style={{
        transform: props.isPrinted ? undefined : `translateY(${props.top}px)`,
        paddingLeft: `min(calc(var(--tree-step) * ${row.level - 1} + 2px), 45%)`,
      }}
    >
      <RowToggle row={row} onToggle={commands.toggle} />
      {props.checks && <RowCheck task={task} checks={props.checks} isActive={isActive} />}
      <div className={classes("contents", props.checks && "max-sm:hidden")}>
        <RowStatus task={task} editing={fixed ? undefined : editing} isActive={isActive} />
      </div>
      <div
        className={classes(
          "flex min-w-0 flex-1 flex-col [--number-width:2.5rem]",
          // On a phone there is room for one thing beside a box: the number stands above the title.
          props.checks && "max-sm:[--number-width:0px]",
        )}
      >
        <div className="flex min-h-6 flex-wrap items-center gap-x-3">
          <div
            className={classes(
              "flex min-w-0 flex-[1_1_14rem] items-baseline",
              props.checks && "max-sm:flex-col",
            )}
          >
            <span className="min-w-(--number-width) shrink-0 pr-2 font-mono text-xs text-faint tabular-nums">
              {task.number > 0 && handleOf(task)}
            </span>
            {isRenaming && editing ? (
              <TitleField
                label={`Title of ${handleOf(task)}`}
                title={task.title}
                onSave={(title, since) => {
                  editing.rename(row.id, title, since);
                }}
                onLeave={() => {
                  commands.leaveField(row.id);
                }}
              />
            ) : (
              <Title
                task={task}
                removed={removed}
                isFaint={(derived?.settled ?? false) || (decoration?.isFaint ?? false)}
              />
            )}
            <RowViewers taskId={task.id} />
          </div>
          <RowMeta
            task={task}
            derived={derived}
            waits={props.waits}
            row={row}
            decoration={decoration}
            isActive={isActive}
            isPrinted={props.isPrinted}
          />
        </div>
        {decoration?.changes && decoration.changes.length > 0 && (
          <RowChanges changes={decoration.changes} />
        )}
        {props.below && <Below>{props.below}</Below>}
      </div>
      {!fixed && <RowActions task={task} editing={editing} isActive={isActive} />}
    </div>
  );
});

/** What is done in there is nothing that happens to the row. */
function Below({ children }: { children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      onClick={stop}
      onDoubleClick={stop}
      onKeyDown={stop}
      className="cursor-auto pt-1.5 pr-1 pb-1 sm:pl-(--number-width)"
    >
      {children}
    </div>
  );
}

function stop(event: { stopPropagation: () => void }) {
  event.stopPropagation();
}

interface TitleProps {
  task: Task;
  removed: boolean;
  isFaint: boolean;
}

function Title({ task, removed, isFaint }: TitleProps) {
  const closed = removed || task.status === "cancelled";
  return (
    <span
      dir="auto"
      className={classes(
        "min-w-0 [overflow-wrap:anywhere]",
        closed && "line-through decoration-1",
        (closed || isFaint) && "text-faint",
      )}
    >
      {task.title}
    </span>
  );
}

const TINTS = {
  removed: "bg-removed-soft",
  added: "bg-added-soft",
  moved: "bg-moved-soft",
  changed: "bg-changed-soft",
} as const;

function tint({ decoration, isOpen, isSelected, isDropTarget }: TaskRowProps): string {
  if (isDropTarget) return "bg-accent-soft ring-2 ring-inset ring-accent";
  if (isSelected) return "bg-accent-soft shadow-[inset_3px_0_0_var(--color-accent)]";
  const mark = (["removed", "added", "changed", "moved"] as const).find((name) =>
    decoration?.marks.includes(name),
  );
  if (mark) return TINTS[mark];
  return isOpen ? "bg-accent-soft" : "hover:bg-sunken";
}

/** Whether a click is meant to choose, and not to open. */
export function withKeys(event: MouseEvent): boolean {
  return event.shiftKey || event.ctrlKey || event.metaKey;
}

function dragProps(drag: DragEvents, id: string) {
  return {
    onDragStart: (event: DragEvent<HTMLElement>) => {
      drag.onStart(event, id);
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      drag.onOver(event, id);
    },
    onDrop: drag.onDrop,
    onDragEnd: drag.onEnd,
  };
}
