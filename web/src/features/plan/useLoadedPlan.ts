import { useQuery } from "@tanstack/react-query";

import type { Versioned } from "@/features/plan/store/ledger";
import { answerOf, api } from "@/lib/api";
import { seenPlan } from "@/lib/keeping/plans";
import { keys } from "@/lib/keys";
import { Problem } from "@/lib/problem";
import { planOf } from "@/patch/plan";

/** A plan as it was when the page opened. */
export interface Loaded extends Versioned {
  /** When this device saw it, in milliseconds; null: the server has just answered. */
  readonly seenAt: number | null;
}

/**
 * A project's plan as it is when the page opens; from then on its store follows what happens. Where the
 * server cannot be reached, it is what was seen last.
 */
export function useLoadedPlan(projectId: string) {
  return useQuery({
    queryKey: keys.project(projectId),
    queryFn: async (): Promise<Loaded> => {
      try {
        return { ...(await loadPlan(projectId)), seenAt: null };
      } catch (problem) {
        const isAway = problem instanceof Problem && problem.status === 0;
        const seen = isAway ? await seenPlan(projectId) : null;
        if (!seen) throw problem;
        return { plan: seen.plan, version: seen.version, seenAt: seen.at };
      }
    },
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
