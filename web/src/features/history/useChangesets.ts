import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { queryOf, type Choice } from "@/features/history/view";
import type { components } from "@/generated/api";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

export type Changeset = components["schemas"]["ChangesetOut"];

const PAGE = 30;

/** The changesets that are looked for, newest first, page by page. */
export function useChangesets(projectId: string, choice: Choice) {
  return useInfiniteQuery({
    queryKey: [...keys.history(projectId), "changesets", choice],
    queryFn: ({ pageParam: cursor }) =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/changesets", {
          params: {
            path: { project_id: projectId },
            query: { ...queryOf(choice), limit: PAGE, cursor },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
}
