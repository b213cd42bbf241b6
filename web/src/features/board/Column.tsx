import { useMemo, useState } from "react";
import { GridList, GridListItem } from "react-aria-components/GridList";
import { isTextDropItem, useDragAndDrop } from "react-aria-components/useDragAndDrop";
import { ListLayout, Virtualizer } from "react-aria-components/Virtualizer";

import { StatusMark } from "@/components/task/Marks";
import { STATUS_NAMES } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import { Card } from "@/features/board/Card";
import { classes } from "@/lib/classes";
import { handleOf } from "@/patch/handle";
import type { Task, TaskStatus } from "@/patch/model";
import type { Plan } from "@/patch/plan";

/** What is dragged is known by this, so that nothing else can be dropped here. */
const KIND = "application/x-patchledger-task";
const LAYOUT = { estimatedRowSize: 92, gap: 8, padding: 8 } as const;

interface ColumnProps {
  plan: Plan;
  status: TaskStatus;
  tasks: readonly Task[];
  isFiltered: boolean;
  onOpen: (id: string) => void;
  /** Gives tasks, which may come from another column, a status; null: nothing can be changed. */
  onMove: ((ids: readonly string[], to: TaskStatus) => void) | null;
}

/** So many cards are in a column at first: each costs time, seen or not. */
const SHOWN = 200;

/** The tasks of one status: of many the first, and more when they are asked for. */
export function Column({ plan, status, tasks, isFiltered, onOpen, onMove }: ColumnProps) {
  const name = STATUS_NAMES[status];
  const [limit, setLimit] = useState(SHOWN);
  const shown = useMemo(() => tasks.slice(0, limit), [tasks, limit]);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => ({
        [KIND]: String(key),
        "text/plain": plan.tasks.get(String(key))?.title ?? "",
      })),
    acceptedDragTypes: [KIND],
    getDropOperation: () => "move",
    onRootDrop: ({ items }) => {
      const cards = items.filter(isTextDropItem);
      void Promise.all(cards.map((card) => card.getText(KIND))).then((ids) => {
        onMove?.(ids, status);
      });
    },
  });
  return (
    <section
      aria-label={`${name}: ${tasks.length}`}
      className="flex min-h-0 w-[17rem] shrink-0 snap-start flex-col rounded-lg border bg-sunken"
    >
      <h2 className="flex items-center gap-2 px-3 py-2 text-sm font-semibold">
        <StatusMark status={status} />
        {name}
        <span className="ml-auto font-normal text-muted tabular-nums">{tasks.length}</span>
      </h2>
      <Virtualizer layout={ListLayout} layoutOptions={LAYOUT}>
        <GridList
          aria-label={name}
          items={shown}
          selectionMode={onMove ? "multiple" : "none"}
          selectionBehavior="replace"
          dragAndDropHooks={onMove ? dragAndDropHooks : undefined}
          dependencies={[plan]}
          renderEmptyState={() => (
            <p className="px-3 py-6 text-center text-sm text-muted">
              {isFiltered ? "No task here matches." : `Nothing is ${name.toLowerCase()}.`}
            </p>
          )}
          className={({ isDropTarget }) =>
            classes(
              "min-h-0 flex-1 overflow-y-auto rounded-b-lg outline-offset-[-2px]",
              isDropTarget && "bg-accent-soft",
            )
          }
        >
          {(task) => (
            <GridListItem
              id={task.id}
              textValue={`${handleOf(task)} ${task.title}`}
              className={({ isDragging, isSelected }) =>
                classes(
                  "group rounded-md border bg-surface p-2.5 shadow-raised outline-offset-[-2px]",
                  isSelected && "border-accent bg-accent-soft",
                  isDragging && "opacity-50",
                )
              }
            >
              <Card plan={plan} task={task} onMove={onMove} onOpen={onOpen} />
            </GridListItem>
          )}
        </GridList>
      </Virtualizer>
      {shown.length < tasks.length && (
        <Button
          size="sm"
          variant="quiet"
          className="m-1"
          onPress={() => {
            setLimit(limit + SHOWN);
          }}
        >
          {`Show more: ${tasks.length - shown.length} are left`}
        </Button>
      )}
    </section>
  );
}
