import { useQuery } from "@tanstack/react-query";

import type { Versioned } from "@/features/plan/store/ledger";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { planOf } from "@/patch/plan";

/** A project's plan as it is when the page opens; from then on its store follows what happens. */
export function useLoadedPlan(projectId: string) {
  return useQuery({
    queryKey: keys.project(projectId),
    queryFn: () => loadPlan(projectId),
    staleTime: Infinity,
    gcTime: 0,
  });
}

async function loadPlan(projectId: string): Promise<Versioned> {
  const { project, version, tasks } = await answerOf(
    api.GET("/api/v1/projects/{project_id}", {
      params: { path: { project_id: projectId }, query: { shape: "flat" } },
    }),
  );
  return { plan: planOf(project, tasks), version };
}
