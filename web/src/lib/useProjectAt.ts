import { queryOptions, useQuery } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { planAtHand } from "@/lib/plansAtHand";
import { EMPTY, planOf, type Plan } from "@/patch/plan";

/** How long, in milliseconds, versions that nobody looks at any more are kept. */
const KEPT = 120_000;

/** A project's plan at a version. What a version holds never changes, so it is asked for once. */
export function projectAt(projectId: string, version: number) {
  return queryOptions({
    queryKey: keys.projectAt(projectId, version),
    queryFn: ({ signal }) =>
      version === 0 ? EMPTY : (planAtHand(projectId, version) ?? load(projectId, version, signal)),
    staleTime: Infinity,
    gcTime: KEPT,
  });
}

async function load(projectId: string, version: number, signal: AbortSignal): Promise<Plan> {
  const answer = await answerOf(
    api.GET("/api/v1/projects/{project_id}", {
      params: { path: { project_id: projectId }, query: { version, shape: "flat" } },
      signal,
    }),
  );
  return planOf(answer.project, answer.tasks);
}

/** A project's plan at a version (null: not known yet); until it is there, another one. */
export function useProjectAt(projectId: string, version: number | null) {
  return useQuery({
    ...projectAt(projectId, version ?? 0),
    enabled: version !== null,
    placeholderData: (before, query) => (query?.queryKey[1] === projectId ? before : undefined),
  });
}
