import type { QueryClient } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { newId } from "@/lib/ids";
import { keys } from "@/lib/keys";
import { messageOf } from "@/lib/problem";
import { toast } from "@/lib/toast";

/** Says what was done, with a button that takes just that changeset back. */
export function offerUndo(
  queryClient: QueryClient,
  projectId: string,
  changesetId: string,
  text: string,
): void {
  const id = newId();
  const undo = async () => {
    try {
      await answerOf(
        api.POST("/api/v1/projects/{project_id}/changesets/{changeset_id}/undo", {
          params: { path: { project_id: projectId, changeset_id: changesetId } },
          body: { id },
        }),
      );
      toast("Undone");
    } catch (problem) {
      toast.error("This could not be undone", { description: messageOf(problem) });
    }
    await queryClient.invalidateQueries({ queryKey: keys.projects });
    await queryClient.invalidateQueries({ queryKey: keys.history(projectId) });
  };
  toast.success(text, { action: { label: "Undo", onClick: () => void undo() }, duration: 10_000 });
}
