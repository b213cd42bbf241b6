import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { queryOf, type Choice } from "@/features/history/view";
import type { components } from "@/generated/api";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

export type Activity = components["schemas"]["ActivityAnswer"];

/** How much was changed when and by whom, out of the changesets that are looked for. */
export function useActivity(projectId: string, slots: number, choice: Choice) {
  return useQuery({
    queryKey: [...keys.history(projectId), "activity", slots, choice],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/activity", {
          params: { path: { project_id: projectId }, query: { slots, ...queryOf(choice) } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}
