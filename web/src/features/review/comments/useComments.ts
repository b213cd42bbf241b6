import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { Proposal } from "@/features/review/conversation/answers";
import { WITHOUT_TREE } from "@/features/review/draft/draftPlan";
import { keepProposal } from "@/features/review/keepProposal";
import { answerOf, api } from "@/lib/api";
import { messageOf } from "@/lib/problem";
import { toast } from "@/lib/toast";

interface NewComment {
  readonly targetId: string;
  readonly text: string;
}

/** Adds comments to a draft, and takes back those that wait. */
export function useComments(proposalId: string) {
  const queryClient = useQueryClient();
  const told = {
    onSuccess: (proposal: Proposal) => {
      keepProposal(queryClient, proposal);
    },
    onError: (problem: Error) => {
      toast.error("The comment was not kept", { description: messageOf(problem) });
    },
  };
  const add = useMutation({
    ...told,
    mutationFn: ({ targetId, text }: NewComment) =>
      answerOf(
        api.POST("/api/v1/proposals/{proposal_id}/comments", {
          params: { path: { proposal_id: proposalId }, query: WITHOUT_TREE },
          body: { target_id: targetId, text },
        }),
      ),
  });
  const withdraw = useMutation({
    ...told,
    mutationFn: (comment: number) =>
      answerOf(
        api.DELETE("/api/v1/proposals/{proposal_id}/comments/{comment_id}", {
          params: {
            path: { proposal_id: proposalId, comment_id: comment },
            query: WITHOUT_TREE,
          },
        }),
      ),
  });
  return { add, withdraw };
}
