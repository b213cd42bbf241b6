import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import type { components } from "@/generated/api";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useListening, viewsOf } from "@/lib/live/lists";
import { messageOf } from "@/lib/problem";
import { toast } from "@/lib/toast";

export type SavedView = components["schemas"]["ViewOut"];
type NewView = Omit<components["schemas"]["ViewIn"], "id"> & { id: string };
type Change = components["schemas"]["ViewChangeIn"] & { id: string };

/** The ways of looking at a project that somebody gave a name; none while they are not known. */
export function useSavedViews(projectId: string): readonly SavedView[] {
  const { data } = useQuery({
    queryKey: keys.savedViews(projectId),
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/views", {
          params: { path: { project_id: projectId } },
        }),
      ),
    select: ({ items }) => items,
    refetchInterval: useListening(viewsOf(projectId)),
  });
  return data ?? [];
}

/** Saves, changes and deletes them. */
export function useViewChanges(projectId: string) {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: keys.savedViews(projectId) });
  const save = useMutation({
    mutationFn: (view: NewView) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/views", {
          params: { path: { project_id: projectId } },
          body: view,
        }),
      ),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: Change) =>
      answerOf(
        api.PATCH("/api/v1/projects/{project_id}/views/{view_id}", {
          params: { path: { project_id: projectId, view_id: id } },
          body,
        }),
      ),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      answerOf(
        api.DELETE("/api/v1/projects/{project_id}/views/{view_id}", {
          params: { path: { project_id: projectId, view_id: id } },
        }),
      ),
    onSuccess: ({ id, name, kind, settings }) => {
      toast(`The view “${name}” is deleted`, {
        action: {
          label: "Undo",
          onClick: () => {
            save.mutate({ id, name, kind: kind as NewView["kind"], settings }, { onError: failed });
          },
        },
      });
    },
    onError: failed,
    onSettled,
  });
  return { save, change, remove };
}

/** Says that a change of the saved views did not take place. */
export function failed(problem: Error) {
  toast.error("The view was not changed", { description: messageOf(problem) });
}
