import type { QueryClient } from "@tanstack/react-query";

import type { Proposal } from "@/features/review/conversation/answers";
import { newer } from "@/features/review/newer";
import { keys } from "@/lib/keys";

/** Keeps what the server answered to a change of a proposal, unless something newer came before. */
export function keepProposal(queryClient: QueryClient, proposal: Proposal) {
  queryClient.setQueryData<Proposal>(keys.proposal(proposal.id), (kept) => newer(kept, proposal));
}
