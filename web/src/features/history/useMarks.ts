import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { queryOf, type Choice } from "@/features/history/view";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

/** Which versions there are, and which of them the changesets made that are looked for. */
export function useMarks(projectId: string, choice: Choice) {
  return useQuery({
    queryKey: [...keys.history(projectId), "versions", choice],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/versions", {
          params: { path: { project_id: projectId }, query: queryOf(choice) },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}
