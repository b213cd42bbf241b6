import { useInfiniteQuery } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useListening } from "@/lib/live/lists";
import { LISTS } from "@/lib/live/useLiveLists";

/** The projects, last changed first, page by page. */
export function useProjects() {
  return useInfiniteQuery({
    queryKey: keys.projects,
    queryFn: ({ pageParam }) =>
      answerOf(api.GET("/api/v1/projects", { params: { query: { cursor: pageParam } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // Somebody else may change them meanwhile.
    staleTime: 0,
    refetchInterval: useListening(LISTS.projects),
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
}
