import { useNavigate } from "@tanstack/react-router";

import { useOffers } from "@/components/palette/offers";
import type { Way } from "@/features/search/found";

/** Goes to where something is to be seen; in the plan that is open, to its task. */
export function useWays(): (way: Way) => void {
  const navigate = useNavigate();
  const open = useOffers().find((offer) => offer.open)?.open;
  return (way) => {
    if (way.to === "conversation") {
      const { proposalId, message } = way;
      void navigate({
        to: "/proposals/$proposalId",
        params: { proposalId },
        search: message === undefined ? {} : { message },
      });
      return;
    }
    const { projectId, task } = way;
    const chosen = task === undefined ? {} : { task };
    if (way.to === "version") {
      void navigate({
        to: "/projects/$projectId/history",
        params: { projectId },
        search: { version: way.version, ...chosen },
      });
    } else if (task !== undefined && projectId === open?.projectId) open.goTo(task);
    else void navigate({ to: "/projects/$projectId", params: { projectId }, search: chosen });
  };
}
