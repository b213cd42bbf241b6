import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { compare, type Comparison } from "@/components/diff/compare";
import type { Proposal } from "@/features/review/conversation/answers";
import { projectAt } from "@/lib/useProjectAt";
import type { Plan } from "@/patch/plan";

/** What changed in the plan since a draft was begun on `base`; null: nothing, or not known yet. */
export function useUnderneath(proposal: Proposal | null, base: Plan | undefined) {
  const { project_id: projectId = "", current_version: now = 0 } = proposal ?? {};
  const movedOn = proposal?.status === "open" && now > proposal.base_version;
  const current = useQuery({ ...projectAt(projectId, now), enabled: movedOn });
  return useMemo((): Comparison | null => {
    if (!movedOn || !base || !current.data) return null;
    return compare(base, current.data);
  }, [movedOn, base, current.data]);
}
