import { useInfiniteQuery } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useListening } from "@/lib/live/lists";
import { LISTS } from "@/lib/live/useLiveLists";

/** So many at a time: what is older can wait. */
const LIMIT = 5;

/** The drafts that wait for a decision, of one project or of all, what was touched last first. */
export function useOpenDrafts(projectId?: string) {
  return useInfiniteQuery({
    queryKey: keys.drafts(projectId),
    queryFn: ({ pageParam: cursor }) =>
      answerOf(
        api.GET("/api/v1/proposals", {
          params: { query: { project_id: projectId, limit: LIMIT, cursor } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
    refetchInterval: useListening(projectId ?? LISTS.drafts),
    // One that was just decided about is not shown again, not even for a moment.
    gcTime: 0,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
}
