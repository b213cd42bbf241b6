import { useQuery } from "@tanstack/react-query";

import type { components } from "@/generated/api";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

export type Change = components["schemas"]["VersionedChangeOut"];

/** One changeset with each field's before and after. */
export function useChangeset(projectId: string, changesetId: string) {
  return useQuery({
    queryKey: [...keys.history(projectId), "changeset", changesetId],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/changesets/{changeset_id}", {
          params: { path: { project_id: projectId, changeset_id: changesetId } },
        }),
      ),
    staleTime: Infinity,
  });
}
