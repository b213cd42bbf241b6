import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import type { components } from "@/generated/api";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

export type Changeset = components["schemas"]["ChangesetOut"];

const PAGE = 30;

/** The changesets of a project that have these words in them, newest first, page by page. */
export function useChangesets(projectId: string, text: string) {
  return useInfiniteQuery({
    queryKey: [...keys.history(projectId), "changesets", text],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/changesets", {
          params: { path: { project_id: projectId }, query: { text, limit: PAGE, cursor } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
}
