import { useMutation, useQueryClient } from "@tanstack/react-query";

import { WITHOUT_TREE } from "@/features/review/draft/draftPlan";
import { keepProposal } from "@/features/review/keepProposal";
import { answerOf, api } from "@/lib/api";

/** Turns a draft down, with or without a reason. */
export function useReject(proposalId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      answerOf(
        api.POST("/api/v1/proposals/{proposal_id}/reject", {
          params: { path: { proposal_id: proposalId }, query: WITHOUT_TREE },
          body: { reason: reason.trim() || null },
        }),
      ),
    onSuccess: (proposal) => {
      keepProposal(queryClient, proposal);
    },
  });
}
