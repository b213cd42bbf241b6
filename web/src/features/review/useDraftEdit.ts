import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { WITHOUT_TREE } from "@/features/review/draft/draftPlan";
import { keepProposal } from "@/features/review/keepProposal";
import { answerOf, api } from "@/lib/api";
import { messageOf } from "@/lib/problem";
import { toast } from "@/lib/toast";
import type { Patch } from "@/patch/model";
import { patchesOut } from "@/patch/wire";

/** Changing a draft by hand. */
export interface DraftEdit {
  /** What was changed and is not saved yet. */
  readonly unsaved: readonly Patch[];
  readonly edit: (patches: readonly Patch[]) => void;
}

/** Shows edits at once and sends one after the other, so that each meets the draft it was made on. */
export function useDraftEdit(proposalId: string): DraftEdit {
  const queryClient = useQueryClient();
  const [waiting, setWaiting] = useState<readonly (readonly Patch[])[]>([]);
  const { mutate } = useMutation({
    scope: { id: `draft ${proposalId}` },
    mutationFn: (patches: readonly Patch[]) =>
      answerOf(
        api.POST("/api/v1/proposals/{proposal_id}/patches", {
          params: { path: { proposal_id: proposalId }, query: WITHOUT_TREE },
          body: { patches: patchesOut(patches) },
        }),
      ),
    onMutate: (patches) => {
      setWaiting((before) => [...before, patches]);
    },
    onSuccess: (proposal) => {
      keepProposal(queryClient, proposal);
    },
    onError: (problem) => {
      toast.error("The draft could not be changed", { description: messageOf(problem) });
    },
    onSettled: (_answer, _error, patches) => {
      setWaiting((before) => before.filter((other) => other !== patches));
    },
  });
  const unsaved = useMemo(() => waiting.flat(), [waiting]);
  return { unsaved, edit: mutate };
}
