import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import type { Proposal } from "@/features/review/conversation/answers";
import { keys } from "@/lib/keys";
import { useLive } from "@/lib/live/useLive";

/**
 * Asks anew for a proposal that somebody went on with elsewhere. Not while this page changes it
 * (`isBusy`): what that ends with is newer than anything heard meanwhile, or else is asked for then.
 */
export function useLiveProposal(proposal: Proposal | null, isBusy: boolean) {
  const queryClient = useQueryClient();
  const [heard, setHeard] = useState({ id: "", version: 0 });
  const isOpen = proposal?.status === "open";
  useLive(
    isOpen ? `/api/v1/proposals/${proposal.id}/events` : null,
    () => proposal?.version ?? 0,
    ({ id }) => {
      setHeard({ id: proposal?.id ?? "", version: Number(id) });
    },
  );
  const isBehind = proposal?.id === heard.id && proposal.version < heard.version;
  useEffect(() => {
    if (!isBehind || isBusy) return;
    void queryClient.invalidateQueries({ queryKey: keys.proposal(heard.id) });
  }, [queryClient, isBehind, isBusy, heard]);
}
