import type { QueryClient } from "@tanstack/react-query";

import { keys } from "@/lib/keys";

/**
 * Keeps what the server answered to a change of a proposal. What was asked for before must not come
 * later and overwrite it.
 */
export function keepProposal(queryClient: QueryClient, proposal: { id: string }) {
  const queryKey = keys.proposal(proposal.id);
  void queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData(queryKey, proposal);
}
