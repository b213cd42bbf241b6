import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { Button, buttonClasses } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { answerOf, api } from "@/lib/api";
import { newId } from "@/lib/ids";
import { keys } from "@/lib/keys";
import { messageOf, type Problem } from "@/lib/problem";

interface DeletedProjectProps {
  projectId: string;
  /** The API's refusal, which says at what version the project was deleted. */
  problem: Problem;
}

/** A project that is no more, and the way to have it back. */
export default function DeletedProject({ projectId, problem }: DeletedProjectProps) {
  const deletedAt = Number(problem.document.version);
  const bringBack = useBringBack(projectId);
  return (
    <>
      <title>Deleted · Patch Ledger</title>
      <Notice
        isPage
        icon="trash"
        title="This project was deleted"
        action={
          <div className="flex flex-wrap justify-center gap-2">
            {deletedAt > 1 && (
              <Button
                icon="undo"
                isDisabled={bringBack.isPending}
                onPress={() => {
                  bringBack.mutate();
                }}
              >
                Bring it back
              </Button>
            )}
            <Link to="/" className={buttonClasses()}>
              To the projects
            </Link>
          </div>
        }
      >
        Its history stays, and everything in it can be brought back.
        {bringBack.isError && (
          <p role="alert" className="mt-2 text-removed">
            {messageOf(bringBack.error)}
          </p>
        )}
      </Notice>
    </>
  );
}

/** Takes back the newest changeset, which is the one that deleted it, whatever else is in it. */
function useBringBack(projectId: string) {
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
