import { useQuery } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

/** Which versions there are, and which of them each changeset made. */
export function useMarks(projectId: string) {
  return useQuery({
    queryKey: [...keys.history(projectId), "versions"],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/versions", {
          params: { path: { project_id: projectId } },
        }),
      ),
    staleTime: 0,
  });
}
