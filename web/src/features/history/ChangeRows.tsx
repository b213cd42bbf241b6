import { useState } from "react";

import { MarkBadge } from "@/components/tree/RowMeta";
import { RowChanges } from "@/components/tree/RowChanges";
import { FIELD_NAMES } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import type { ShownChange } from "@/components/tree/decoration";
import type { ChangeRow } from "@/features/history/listing";
import { showMore } from "@/lib/showMore";

/** Above this many, the rest is only counted at first. */
const MOST = 100;
/** So many more are shown each time. */
const STEP = 10 * MOST;

/** What changed, line by line, with each field before and after. */
export function ChangeRows({ label, rows }: { label: string; rows: readonly ChangeRow[] }) {
  const [shown, setShown] = useState(MOST);
  return (
    <>
      <Rows label={label} rows={rows.slice(0, shown)} />
      {rows.length > shown && (
        <Button
          size="sm"
          className="mt-3"
          onPress={() => {
            setShown(shown + STEP);
          }}
        >
          {showMore(STEP, rows.length - shown)}
        </Button>
      )}
    </>
  );
}

function Rows({ label, rows }: { label: string; rows: readonly ChangeRow[] }) {
  return (
    <ul aria-label={label} className="space-y-2.5">
      {rows.map((row) => (
        <li key={row.key} className="min-w-0 text-sm">
          <p className="flex flex-wrap items-baseline gap-x-2">
            {row.marks.map((mark) => (
              <span key={mark} className="text-xs">
                <MarkBadge mark={mark} />
              </span>
            ))}
            <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{row.name}</span>
            {row.note && <span className="font-semibold text-removed">{row.note}</span>}
          </p>
          {row.marks[0] === "added" ? (
            <NewFields changes={row.changes} />
          ) : (
            row.marks[0] !== "removed" && <RowChanges changes={row.changes} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** The fields of something new: there is no before, and its title is its name. */
function NewFields({ changes }: { changes: readonly ShownChange[] }) {
  const told = changes.filter(({ field, after }) => field !== "title" && after !== null);
  return (
    <dl className="mt-0.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
      {told.map(({ field, after }) => (
        <div key={field} className="contents">
          <dt className="text-muted">{FIELD_NAMES[field] ?? field}</dt>
          <dd className="min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">{after}</dd>
        </div>
      ))}
    </dl>
  );
}
