import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { answerOf, api } from "@/lib/api";
import { newId } from "@/lib/ids";
import { keys } from "@/lib/keys";

/** Takes one changeset back. Asking again after a lost answer takes nothing back twice. */
export function useUndoChangeset(projectId: string, changesetId: string) {
  const queryClient = useQueryClient();
  const id = useRef(newId());
  return useMutation({
    mutationFn: () =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/changesets/{changeset_id}/undo", {
          params: { path: { project_id: projectId, changeset_id: changesetId } },
          body: { id: id.current },
        }),
      ),
    onSuccess: async () => {
      id.current = newId();
      await queryClient.invalidateQueries({ queryKey: keys.history(projectId) });
      await queryClient.invalidateQueries({ queryKey: keys.projects });
    },
  });
}
