import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

const SHOWN = 5;

/** What could be worked on, best first, as of a version that is the newest or past. */
export function useNext(projectId: string, version: number, isPast: boolean) {
  return useQuery({
    queryKey: [...keys.dashboard(projectId), "next", version, isPast],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/next", {
          params: {
            path: { project_id: projectId },
            query: { limit: SHOWN, ...(isPast && { version }) },
          },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: isPast ? Infinity : 0,
  });
}
