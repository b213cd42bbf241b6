import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { components } from "@/generated/api";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

export type FieldBlame = components["schemas"]["FieldBlameOut"];

/** Who last set each field of a task, as it is at a version: asked for anew with each. */
export function useBlame(
  projectId: string,
  taskId: string,
  version: number,
): ReadonlyMap<string, FieldBlame> | undefined {
  const { data } = useQuery({
    queryKey: [...keys.history(projectId), "blame", taskId, version],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/tasks/{task_id}/blame", {
          params: { path: { project_id: projectId, task_id: taskId } },
        }),
      ),
    placeholderData: (before, query) => (query?.queryKey[3] === taskId ? before : undefined),
  });
  // Not by the query's `select`: of what only holds its place that makes another map with each render.
  return useMemo(() => data && new Map(data.fields.map((blame) => [blame.field, blame])), [data]);
}
