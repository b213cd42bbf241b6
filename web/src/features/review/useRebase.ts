import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { components } from "@/generated/api";
import { WITHOUT_TREE } from "@/features/review/draft/draftPlan";
import { keepProposal } from "@/features/review/keepProposal";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

export type Choice = components["schemas"]["ChoiceIn"];

/** Carries a draft onto the project as it is now, with the conflicts resolved as chosen. */
export function useRebase(proposalId: string) {
  const queryClient = useQueryClient();
  const queryKey = keys.proposal(proposalId);
  return useMutation({
    mutationFn: (choices: readonly Choice[]) =>
      answerOf(
        api.POST("/api/v1/proposals/{proposal_id}/rebase", {
          params: { path: { proposal_id: proposalId }, query: WITHOUT_TREE },
          body: { choices: [...choices] },
        }),
      ),
    onSuccess: (proposal) => {
      keepProposal(queryClient, proposal);
    },
    // Somebody may have changed yet more: then there are other conflicts.
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
}
