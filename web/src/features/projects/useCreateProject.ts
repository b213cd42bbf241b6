import { useMutation, useQueryClient } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { newId } from "@/lib/ids";

/** Creates an empty project of a title and answers with its id. */
export function useCreateProject() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (title: string) => {
      const id = newId();
      await answerOf(api.POST("/api/v1/projects", { body: { id, title } }));
      return id;
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.projects }),
  });
}
