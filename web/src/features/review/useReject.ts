import { useMutation, useQueryClient } from "@tanstack/react-query";

import { keepProposal } from "@/features/review/keepProposal";
import { answerOf, api } from "@/lib/api";

/** Turns a draft down, with or without a reason. */
export function useReject(proposalId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      answerOf(
        api.POST("/api/v1/proposals/{proposal_id}/reject", {
          params: { path: { proposal_id: proposalId } },
          body: { reason: reason.trim() || null },
        }),
      ),
    onSuccess: (proposal) => {
      keepProposal(queryClient, proposal);
    },
  });
}
