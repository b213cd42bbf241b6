import { useMemo, useState } from "react";

import { StatusMark } from "@/components/task/Marks";
import { STATUS_NAMES } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import type { Cards, CardsProps } from "@/features/board/cards";
import { showMore } from "@/lib/showMore";

interface ColumnProps extends CardsProps {
  Cards: Cards;
  /** So many can be drawn. */
  most: number;
}

/** So many cards are in a column at first: each costs time, seen or not. */
const SHOWN = 200;

/** The tasks of one status: of many the first, and more when they are asked for. */
export function Column({ Cards, most, ...props }: ColumnProps) {
  const { status, tasks } = props;
  const name = STATUS_NAMES[status];
  const [limit, setLimit] = useState(SHOWN);
  const shown = useMemo(() => tasks.slice(0, limit), [tasks, limit]);
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
      <Cards {...props} tasks={most < shown.length ? shown.slice(0, most) : shown} />
      {shown.length < tasks.length && (
        <Button
          size="sm"
          variant="quiet"
          className="m-1"
          onPress={() => {
            setLimit(limit + SHOWN);
          }}
        >
          {showMore(SHOWN, tasks.length - shown.length)}
        </Button>
      )}
    </section>
  );
}
