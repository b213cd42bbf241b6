import { GridList, GridListItem } from "react-aria-components/GridList";
import { isTextDropItem, useDragAndDrop } from "react-aria-components/useDragAndDrop";
import { ListLayout, Virtualizer } from "react-aria-components/Virtualizer";

import { STATUS_NAMES } from "@/components/task/words";
import { Card } from "@/features/board/Card";
import { CARD, GAP, LIST, type CardsProps } from "@/features/board/cards";
import { NoCards } from "@/features/board/NoCards";
import { classes } from "@/lib/classes";
import { handleOf } from "@/patch/handle";

/** What is dragged is known by this, so that nothing else can be dropped here. */
const KIND = "application/x-patchledger-task";
const LAYOUT = { estimatedRowSize: 92, gap: GAP, padding: GAP } as const;

/** The cards of a column, of which only those that are seen are drawn, to be dragged by pointer or keys. */
export default function DraggedCards({
  plan,
  status,
  tasks,
  isFiltered,
  onOpen,
  onMove,
}: CardsProps) {
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
    <Virtualizer layout={ListLayout} layoutOptions={LAYOUT}>
      <GridList
        aria-label={STATUS_NAMES[status]}
        items={tasks}
        selectionMode={onMove ? "multiple" : "none"}
        selectionBehavior="replace"
        dragAndDropHooks={onMove ? dragAndDropHooks : undefined}
        dependencies={[plan]}
        renderEmptyState={() => <NoCards {...{ status, isFiltered }} />}
        className={({ isDropTarget }) => classes(LIST, isDropTarget && "bg-accent-soft")}
      >
        {(task) => (
          <GridListItem
            id={task.id}
            textValue={`${handleOf(task)} ${task.title}`}
            className={({ isDragging, isSelected }) =>
              classes(
                CARD,
                isSelected && "border-accent bg-accent-soft",
                isDragging && "opacity-50",
              )
            }
          >
            <Card plan={plan} task={task} onMove={onMove} onOpen={onOpen} isDragged />
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
  );
}
