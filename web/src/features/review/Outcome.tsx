import { Link } from "@tanstack/react-router";

import { RowChanges } from "@/components/tree/RowChanges";
import { MarkBadge } from "@/components/tree/RowMeta";
import { Icon } from "@/components/ui/Icon";
import { leftOutOf } from "@/features/review/leftOut";
import type { Review } from "@/features/review/useReview";

type OutcomeProps = Pick<Review, "comparison"> & { proposal: NonNullable<Review["proposal"]> };

/** How a conversation ended, and what of its draft was not taken. */
export default function Outcome({ proposal, comparison }: OutcomeProps) {
  const accepted = proposal.status === "accepted";
  const left = leftOutOf(proposal, comparison);
  return (
    <div className="rounded-md border p-3">
      <p className="flex items-center gap-2 font-medium">
        <Icon
          name={accepted ? "check" : "close"}
          className={accepted ? "text-added" : "text-removed"}
        />
        {accepted ? (left.length > 0 ? "Accepted in part" : "Accepted") : "Rejected"}
      </p>
      {proposal.reason && <p className="mt-1 [overflow-wrap:anywhere]">{proposal.reason}</p>}
      {left.length > 0 && (
        <div className="mt-1 text-sm">
          <p id="left-out" className="text-muted">
            {left.length === 1 ? "1 change was left out:" : `${left.length} changes were left out:`}
          </p>
          <ul aria-labelledby="left-out" className="mt-1 space-y-1">
            {left.map(({ id, name, marks, note, changes }) => (
              <li key={id}>
                <p className="flex flex-wrap items-baseline gap-x-2">
                  {marks.map((mark) => (
                    <span key={mark} className="text-xs">
                      <MarkBadge mark={mark} />
                    </span>
                  ))}
                  <span dir="auto" className="min-w-0 [overflow-wrap:anywhere]">
                    {name}
                  </span>
                  {note && <span className="text-muted">{note}</span>}
                </p>
                {changes.length > 0 && <RowChanges changes={changes} />}
              </li>
            ))}
          </ul>
        </div>
      )}
      {accepted && (
        <Link
          to="/projects/$projectId/history"
          params={{ projectId: proposal.project_id }}
          search={{ proposal: proposal.id }}
          className="mt-1 inline-block text-sm text-accent hover:underline pointer-coarse:py-2"
        >
          What came of it, in the history
        </Link>
      )}
    </div>
  );
}
