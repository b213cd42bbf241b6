import { replaceEqualDeep, useQuery } from "@tanstack/react-query";

import type { Proposal } from "@/features/review/conversation/answers";
import { WITHOUT_TREE } from "@/features/review/draft/draftPlan";
import { newer } from "@/features/review/newer";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

/**
 * A proposal as the server has it; null: there is none yet. What was asked for before a change may be
 * answered after it, and does not take it back.
 */
export function useProposal(proposalId: string | null) {
  return useQuery({
    queryKey: keys.proposal(proposalId ?? ""),
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/proposals/{proposal_id}", {
          params: { path: { proposal_id: proposalId ?? "" }, query: WITHOUT_TREE },
        }),
      ),
    structuralSharing: (kept, coming) =>
      replaceEqualDeep(kept, newer(kept as Proposal | undefined, coming as Proposal)),
    enabled: proposalId !== null,
    // Only this page changes it; that the project moved on shows at the latest on accepting.
    staleTime: Infinity,
    refetchOnMount: "always",
  });
}
