import { useEffect } from "react";

import type { PlanStore } from "@/features/plan/store/PlanStore";
import { keepSeen } from "@/lib/keeping/plans";

/** How long, in milliseconds, a plan has to stay as it is before it is kept: copying one takes time. */
const CALM = 800;

/** Keeps the plan as the server has it on this device, to be shown when there is no connection. */
export function useKeepSeen(projectId: string, store: PlanStore, version: number) {
  useEffect(() => {
    const timer = setTimeout(() => {
      // Where nothing can be kept, nothing is: the page works as it does without.
      keepSeen({ projectId, ...store.saved(), at: Date.now() }).catch(() => undefined);
    }, CALM);
    return () => {
      clearTimeout(timer);
    };
  }, [projectId, store, version]);
}
