import { useEffect, useEffectEvent, type ReactNode } from "react";

import { bringIntoView } from "@/components/tree/bringIntoView";
import type { Checks, Decoration } from "@/components/tree/decoration";
import { DropLine } from "@/components/tree/DropLine";
import type { TreeEditing } from "@/components/tree/editing";
import { NewTaskRow } from "@/components/tree/NewTaskRow";
import { waitsOf } from "@/components/tree/RowMeta";
import { TaskRowView } from "@/components/tree/TaskRowView";
import { useDragging } from "@/components/tree/useDragging";
import { useFocusFollowing } from "@/components/tree/useFocusFollowing";
import { useRowCommands } from "@/components/tree/useRowCommands";
import { useRows } from "@/components/tree/useRows";
import { useStillRow } from "@/components/tree/useStillRow";
import { useTreeKeys } from "@/components/tree/useTreeKeys";
import type { TreeState } from "@/components/tree/useTreeState";
import { useWindowedRows } from "@/components/tree/useWindowedRows";
import { usePrinting } from "@/lib/usePrinting";
import { derive } from "@/patch/derived";
import type { Children, Plan } from "@/patch/plan";

interface TaskTreeProps {
  /** What the tree is called for screen readers. */
  label: string;
  plan: Plan;
  /** The tasks to show of it, where not all are. */
  shown?: Children;
  state: TreeState;
  /** Absent: the tree is for reading only. */
  editing?: TreeEditing;
  /** The marks of a draft or of a comparison, by task id. */
  decorations?: ReadonlyMap<string, Decoration>;
  checks?: Checks;
  /** What stands below a row; null where nothing does. */
  below?: (id: string) => ReactNode;
  /** The task whose details are shown elsewhere. */
  openId?: string | null;
  onOpen?: (id: string) => void;
  /** Whether several tasks can be chosen together. */
  selects?: boolean;
  /** Divides a task into smaller ones; B does it. */
  onBreakDown?: (id: string) => void;
}

/**
 * The tasks of a plan as text in levels, with the keyboard of the WAI-ARIA tree pattern. Only the
 * rows near the screen are rendered; on paper all of them, the closed ones too.
 */
export function TaskTree(props: TaskTreeProps) {
  const { label, plan, state, editing, decorations, checks, openId, onOpen, onBreakDown } = props;
  const selects = props.selects ?? false;
  const isPrinting = usePrinting(plan.tasks.size);
  const shown = useRows(props.shown ?? plan.children, state, isPrinting);
  const { rows, tasks, activeIndex, newIndex } = shown;
  const derived = derive(plan);
  const { container, virtualizer, margin } = useWindowedRows(rows, activeIndex, newIndex);
  useStillRow(container, rows, virtualizer);
  const { register, focusRow, focusEvents } = useFocusFollowing(
    rows,
    activeIndex,
    virtualizer.scrollToIndex,
  );
  const onKeyDown = useTreeKeys({
    plan,
    rows,
    activeIndex,
    state,
    editing,
    focusRow,
    onOpen,
    onBreakDown,
    selects,
  });
  const dragging = useDragging(plan, tasks, state, editing);
  const commands = useRowCommands({ rows, state, focusRow, onOpen, selects });
  useWanted(state, (id) => {
    focusRow(id);
    requestAnimationFrame(() => {
      bringIntoView(container.current, HEADER);
    });
  });
  const drop = state.adding ? null : dragging.drop;

  return (
    // The rows have the focus one at a time; the tree hears the keys that they let through.
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={container}
      role="tree"
      aria-label={label}
      aria-multiselectable={selects || undefined}
      onKeyDown={onKeyDown}
      {...focusEvents}
      className="relative [--tree-step:14px] sm:[--tree-step:22px]"
      style={isPrinting ? undefined : { height: virtualizer.getTotalSize() }}
    >
      {(isPrinting ? rows.map(inPlace) : virtualizer.getVirtualItems()).map((item) => {
        const row = rows[item.index];
        const place = { index: item.index, top: item.start - margin };
        if (row?.kind === "new") {
          if (!editing || !state.adding) return null;
          return (
            <NewTaskRow
              key="new"
              {...place}
              row={row}
              place={state.adding}
              plan={plan}
              editing={editing}
              measure={virtualizer.measureElement}
              onPlace={(next) => {
                if (next?.parentId) state.expand([next.parentId]);
                state.add(next);
              }}
              onLeave={(id) => {
                if (id) commands.leaveField(id);
              }}
            />
          );
        }
        const task = row && plan.tasks.get(row.id);
        if (!task) return null;
        return (
          <TaskRowView
            key={row.id}
            {...place}
            task={task}
            row={row}
            waits={waitsOf(task, plan)}
            derived={derived.get(row.id)}
            isActive={item.index === activeIndex}
            isOpen={openId === row.id}
            isSelected={selects ? state.selection.ids.has(row.id) : undefined}
            isRenaming={state.renamingId === row.id}
            isDropTarget={drop?.inside === true && drop.index === item.index}
            commands={commands}
            editing={editing}
            decoration={decorations?.get(row.id)}
            checks={checks}
            below={props.below?.(row.id)}
            drag={editing && dragging.events}
            measure={isPrinting ? ignore : virtualizer.measureElement}
            register={register}
            isPrinted={isPrinting}
          />
        );
      })}
      {drop && !drop.inside && (
        <DropLine
          level={drop.level}
          top={
            (virtualizer.measurementsCache[drop.index]?.start ??
              virtualizer.getTotalSize() + margin) - margin
          }
        />
      )}
    </div>
  );
}

/** On paper each row stands where it comes. */
function inPlace(_: unknown, index: number) {
  return { index, start: 0 };
}

function ignore() {
  // What is on paper only would make the tree on the screen as high.
}

/** What stands above the rows, whatever the page. */
const HEADER = { top: 48, bottom: 0 };

/** Shows the row that somebody asked for from elsewhere, and gives it the focus. */
function useWanted({ wanted }: TreeState, show: (id: string) => void) {
  const go = useEffectEvent(show);
  useEffect(() => {
    if (wanted) go(wanted.id);
  }, [wanted]);
}
