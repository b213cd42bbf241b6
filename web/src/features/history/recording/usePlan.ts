import type { Recording } from "@/features/history/recording/Recording";
import { useProjectAt } from "@/lib/useProjectAt";
import type { Plan } from "@/patch/plan";

/** The plan at a version that one does not look at: as it was recorded, else from the server. */
export function usePlan(
  projectId: string,
  recording: Recording,
  version: number,
): { plan: Plan | undefined; error: unknown } {
  const recorded = recording.at(version);
  const fetched = useProjectAt(projectId, recorded ? null : version);
  if (recorded) return { plan: recorded, error: null };
  return { plan: fetched.isPlaceholderData ? undefined : fetched.data, error: fetched.error };
}
