import { useMemo, useRef } from "react";
import { Group } from "react-aria-components/Group";

import type { Edit } from "@/components/task/edits/edit";
import { choices, useActions } from "@/components/palette/offers";
import { Notice } from "@/components/ui/Notice";
import { Segments } from "@/components/ui/Segments";
import { Column } from "@/features/board/Column";
import { PrintedBoard } from "@/features/board/PrintedBoard";
import { columnsOf, statusEdit, STATUSES, type Shown } from "@/features/board/columns";
import { useCards } from "@/features/board/useCards";
import { usePrinting } from "@/lib/usePrinting";
import type { Plan } from "@/patch/plan";

const SHOWN_NAMES: Readonly<Record<Shown, string>> = {
  leaves: "Smallest tasks",
  roots: "Top-level tasks",
  all: "All tasks",
};

interface BoardProps {
  plan: Plan;
  matching: ReadonlySet<string> | null;
  shown: Shown;
  onShown: (shown: Shown) => void;
  /** null: nothing can be changed. */
  make: ((edit: Edit) => void) | null;
  onOpen: (taskId: string) => void;
}

/** The tasks by status; moving a card is a changeset like any other. */
export function Board({ plan, matching, shown, onShown, make, onOpen }: BoardProps) {
  const columns = useMemo(() => columnsOf(plan, shown, matching), [plan, shown, matching]);
  const board = useRef<HTMLDivElement>(null);
  const cards = useCards(board);
  const isPrinting = usePrinting(plan.tasks.size);
  useActions("Board", () => choices("Tasks shown", SHOWN_NAMES, shown, onShown));
  if (isPrinting) return <PrintedBoard plan={plan} columns={columns} />;
  if (plan.tasks.size === 0) {
    return (
      <Notice icon="panel" title="There are no tasks yet">
        What is added to the outline stands here by its status.
      </Notice>
    );
  }
  return (
    <>
      <div className="mb-3 print:hidden">
        <Segments label="Tasks shown" value={shown} names={SHOWN_NAMES} onChange={onShown} />
      </div>
      <Group
        ref={board}
        aria-label="Board"
        className="-mx-3 flex min-h-0 flex-1 snap-x scroll-px-3 gap-3 overflow-x-auto px-3 pb-2 sm:-mx-6 sm:scroll-px-6 sm:px-6"
      >
        {STATUSES.map((status) => (
          <Column
            key={status}
            {...cards}
            plan={plan}
            status={status}
            tasks={columns.get(status) ?? []}
            isFiltered={matching !== null}
            onOpen={onOpen}
            onMove={
              make &&
              ((ids, to) => {
                const edit = statusEdit(plan, ids, to);
                if (edit) make(edit);
              })
            }
          />
        ))}
      </Group>
    </>
  );
}
