import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

const SHOWN = 5;

/** What could be worked on now, best first, as the plan is at a version. */
export function useNext(projectId: string, version: number) {
  return useQuery({
    queryKey: [...keys.dashboard(projectId), "next", version],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/next", {
          params: { path: { project_id: projectId }, query: { limit: SHOWN } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}
