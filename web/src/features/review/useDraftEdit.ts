import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { messageOf } from "@/lib/problem";
import type { Patch } from "@/patch/model";
import { patchesOut } from "@/patch/wire";

/** Changes a draft by hand. One after the other, so that each meets the draft that it was made on. */
export function useDraftEdit(proposalId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    scope: { id: `draft ${proposalId}` },
    mutationFn: (patches: readonly Patch[]) =>
      answerOf(
        api.POST("/api/v1/proposals/{proposal_id}/patches", {
          params: { path: { proposal_id: proposalId } },
          body: { patches: patchesOut(patches) },
        }),
      ),
    onSuccess: (proposal) => {
      queryClient.setQueryData(keys.proposal(proposalId), proposal);
    },
    onError: (problem) => {
      toast.error("The draft could not be changed", { description: messageOf(problem) });
    },
  });
}
