import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { answerOf, api } from "@/lib/api";
import { newId } from "@/lib/ids";
import { keys } from "@/lib/keys";

/** Brings a version back. Asking again after a lost answer brings it back only once. */
export function useRestore(projectId: string, version: number) {
  const queryClient = useQueryClient();
  const id = useRef(newId());
  return useMutation({
    mutationFn: () =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/restore", {
          params: { path: { project_id: projectId } },
          body: { id: id.current, version },
        }),
      ),
    onSuccess: async () => {
      id.current = newId();
      await queryClient.invalidateQueries({ queryKey: keys.history(projectId) });
      await queryClient.invalidateQueries({ queryKey: keys.projects });
    },
  });
}
