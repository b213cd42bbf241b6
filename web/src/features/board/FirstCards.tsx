import { STATUS_NAMES } from "@/components/task/words";
import { Card } from "@/features/board/Card";
import { CARD, GAP, LIST, type CardsProps } from "@/features/board/cards";
import { NoCards } from "@/features/board/NoCards";

/** The cards of a column as a plain list: they can be read, opened and moved by their menus. */
export function FirstCards({ plan, status, tasks, isFiltered, onOpen, onMove }: CardsProps) {
  if (tasks.length === 0) {
    return (
      <div className={LIST}>
        <NoCards {...{ status, isFiltered }} />
      </div>
    );
  }
  return (
    <ul
      aria-label={STATUS_NAMES[status]}
      className={`${LIST} flex flex-col`}
      style={{ padding: GAP, gap: GAP }}
    >
      {tasks.map((task) => (
        <li key={task.id} className={`${CARD} shrink-0`}>
          <Card plan={plan} task={task} onMove={onMove} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}
