import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

/** So many at a time: what is older can wait. */
const LIMIT = 5;

/** So often, in milliseconds, they are asked for while the page is seen. */
const EVERY = 30_000;

/**
 * The drafts that wait for a decision, of one project or of all, what was touched last first. Asked for
 * anew when one comes back to the window: no stream of the API tells of them without the whole ledger.
 */
export function useOpenDrafts(projectId?: string) {
  const drafts = useInfiniteQuery({
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
    refetchInterval: EVERY,
    // One that was just decided about is not shown again, not even for a moment.
    gcTime: 0,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
  const { refetch } = drafts;
  useEffect(() => {
    const look = () => void refetch();
    window.addEventListener("focus", look);
    return () => {
      window.removeEventListener("focus", look);
    };
  }, [refetch]);
  return drafts;
}
