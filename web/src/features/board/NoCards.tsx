import { STATUS_NAMES } from "@/components/task/words";
import type { CardsProps } from "@/features/board/cards";

/** Says that nothing stands in a column. */
export function NoCards({ status, isFiltered }: Pick<CardsProps, "status" | "isFiltered">) {
  return (
    <p className="px-3 py-6 text-center text-sm text-muted">
      {isFiltered ? "No task here matches." : `Nothing is ${STATUS_NAMES[status].toLowerCase()}.`}
    </p>
  );
}
