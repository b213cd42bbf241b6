import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answerOf, api } from "@/lib/api";
import { newId } from "@/lib/ids";
import { keys } from "@/lib/keys";

/** Takes back the newest changeset, which is the one that deleted it, whatever else is in it. */
export function useBringBack(projectId: string) {
  const queryClient = useQueryClient();
  // One id for all tries: the project is not brought back twice.
  const [id] = useState(() => newId());
  return useMutation({
    mutationFn: async () => {
      const newest = await answerOf(
        api.GET("/api/v1/projects/{project_id}/changesets", {
          params: { path: { project_id: projectId }, query: { limit: 1 } },
        }),
      );
      return Promise.all(
        newest.items.map((changeset) =>
          answerOf(
            api.POST("/api/v1/projects/{project_id}/changesets/{changeset_id}/undo", {
              params: { path: { project_id: projectId, changeset_id: changeset.id } },
              body: { id, message: "Brought the project back" },
            }),
          ),
        ),
      );
    },
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.project(projectId) }),
        queryClient.invalidateQueries({ queryKey: keys.projects }),
      ]),
  });
}
