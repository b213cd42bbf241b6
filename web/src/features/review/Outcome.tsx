import { Link } from "@tanstack/react-router";

import { Icon } from "@/components/ui/Icon";
import type { Proposal } from "@/features/review/conversation/answers";

/** How a conversation ended. */
export default function Outcome({ proposal }: { proposal: Proposal }) {
  const accepted = proposal.status === "accepted";
  const left = proposal.left_out.length;
  return (
    <div className="rounded-md border p-3">
      <p className="flex items-center gap-2 font-medium">
        <Icon
          name={accepted ? "check" : "close"}
          className={accepted ? "text-added" : "text-removed"}
        />
        {accepted ? "Accepted" : "Rejected"}
      </p>
      {proposal.reason && <p className="mt-1 [overflow-wrap:anywhere]">{proposal.reason}</p>}
      {left > 0 && (
        <p className="mt-1 text-sm text-muted">
          {left === 1 ? "1 change was left out." : `${left} changes were left out.`}
        </p>
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
