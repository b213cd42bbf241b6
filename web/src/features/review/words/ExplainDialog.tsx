import { useQuery } from "@tanstack/react-query";

import { Dialog } from "@/components/ui/Dialog";
import type { Proposal } from "@/features/review/conversation/answers";
import { Explanation, type Answer } from "@/features/review/words/Explanation";
import { answerOf, api } from "@/lib/api";
import { usePlanner } from "@/lib/planner";

/** What a draft would do, in words. */
export default function ExplainDialog({
  proposal,
  onClose,
}: {
  proposal: Proposal;
  onClose: () => void;
}) {
  const [planner] = usePlanner();
  const query = useQuery({
    queryKey: ["explanation", proposal.id, proposal.digest, planner],
    queryFn: ({ signal }) =>
      // The API's document knows no way to say that the other answer is a stream.
      answerOf(
        api.POST("/api/v1/proposals/{proposal_id}/explain", {
          params: { path: { proposal_id: proposal.id } },
          body: { ...planner },
          signal,
        }),
      ) as Promise<Answer>,
    // A diff stays what it is, and so do the words for it.
    staleTime: Infinity,
    retry: false,
  });
  return (
    <Dialog title="What this draft would do" isOpen onClose={onClose} size="lg">
      <Explanation query={query} />
    </Dialog>
  );
}
