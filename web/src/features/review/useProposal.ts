import { useQuery } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

/** A proposal as the server has it; null: there is none yet. */
export function useProposal(proposalId: string | null) {
  return useQuery({
    queryKey: keys.proposal(proposalId ?? ""),
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/proposals/{proposal_id}", {
          params: { path: { proposal_id: proposalId ?? "" } },
        }),
      ),
    enabled: proposalId !== null,
    // Only this page changes it; that the project moved on shows at the latest on accepting.
    staleTime: Infinity,
    refetchOnMount: "always",
  });
}
