import { useQuery } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { todayIn } from "@/lib/time";

/** The day on which a version of a project was made, where the reader is; none of version 0. */
export function useDayOf(projectId: string, version: number) {
  return useQuery({
    queryKey: [...keys.projectAt(projectId, version), "day"],
    queryFn: async () => {
      const { changesets } = await answerOf(
        api.GET("/api/v1/projects/{project_id}/patches", {
          params: { path: { project_id: projectId }, query: { after: version - 1, limit: 1 } },
        }),
      );
      return todayIn(new Date(changesets[0]?.time ?? Date.now()));
    },
    enabled: version > 0,
    staleTime: Infinity,
  });
}
