import { useQuery } from "@tanstack/react-query";

import type { components } from "@/generated/api";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

export type Change = components["schemas"]["VersionedChangeOut"];

/** One changeset with each field's before and after, once it is needed. */
export function useChangeset(projectId: string, changesetId: string, isNeeded = true) {
  return useQuery({
    queryKey: [...keys.history(projectId), "changeset", changesetId],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/changesets/{changeset_id}", {
          params: { path: { project_id: projectId, changeset_id: changesetId } },
        }),
      ),
    enabled: isNeeded,
    staleTime: Infinity,
  });
}
