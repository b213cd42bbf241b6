import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import type { Proposal } from "@/features/review/conversation/answers";
import { offerUndo } from "@/features/review/offerUndo";
import { answerOf, api } from "@/lib/api";
import { newId } from "@/lib/ids";
import { keys } from "@/lib/keys";
import { Problem } from "@/lib/problem";
import { toast } from "@/lib/toast";

/** What is accepted: a draft as it was shown, or the changes at these places of its difference. */
export interface Acceptance {
  readonly proposal: Proposal;
  readonly indexes: readonly number[];
  /** How many changes they are for people. */
  readonly count: number;
}

/** Accepts a draft or a part of it. Asking again after a lost answer accepts nothing twice. */
export function useAccept(onAccepted: (projectId: string) => void) {
  const queryClient = useQueryClient();
  const asked = useRef({ what: "", id: "" });
  // The proposal that is being accepted, or was: a second click finds it taken.
  const taken = useRef<string | null>(null);
  const accept = useMutation({
    mutationFn: ({ proposal, indexes }: Acceptance) => {
      const isAll = indexes.length === proposal.diff.length;
      const what = `${proposal.digest} ${isAll ? "all" : indexes.join()}`;
      if (asked.current.what !== what) asked.current = { what, id: newId() };
      return answerOf(
        api.POST("/api/v1/proposals/{proposal_id}/accept", {
          params: { path: { proposal_id: proposal.id } },
          body: {
            id: asked.current.id,
            digest: proposal.digest,
            ...(isAll ? {} : { patches: [...indexes] }),
          },
        }),
      );
    },
    onSuccess: async ({ project_id: projectId, changeset }, { proposal, count }) => {
      const text = count === 1 ? "1 change accepted" : `${count} changes accepted`;
      offerUndo(queryClient, projectId, changeset.id, text);
      onAccepted(projectId);
      await Promise.all(
        [keys.proposal(proposal.id), keys.projects, keys.history(projectId)].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      );
    },
    onError: (problem, { proposal }) => {
      taken.current = null;
      if (!(problem instanceof Problem) || problem.status !== 409) return;
      // The draft or the project is another one by now: it has to be looked at again.
      void queryClient.invalidateQueries({ queryKey: keys.proposal(proposal.id) });
      if (problem.code === "draft_changed") {
        toast.warning("The draft changed meanwhile", {
          description: "Nothing was accepted. Look at it again first.",
        });
      }
    },
  });
  return {
    ...accept,
    mutate: (acceptance: Acceptance) => {
      if (taken.current === acceptance.proposal.id) return;
      taken.current = acceptance.proposal.id;
      accept.mutate(acceptance);
    },
  };
}
