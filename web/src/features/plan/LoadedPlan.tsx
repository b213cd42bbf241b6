import { Fragment, type ReactNode } from "react";

import { Loading, NotThere } from "@/features/plan/NoPlan";
import { useLoadedPlan, type Loaded } from "@/features/plan/useLoadedPlan";

interface LoadedPlanProps {
  projectId: string;
  children: (loaded: Loaded) => ReactNode;
}

/** A project's plan once it is loaded, and until then, or instead, what there is to say about it. */
export function LoadedPlan({ projectId, children }: LoadedPlanProps) {
  const loaded = useLoadedPlan(projectId);
  if (loaded.isPending) return <Loading />;
  if (loaded.isError) {
    return (
      <NotThere projectId={projectId} error={loaded.error} onRetry={() => void loaded.refetch()} />
    );
  }
  // A plan that was loaded anew gets a new store: what was shown before is no longer true.
  return <Fragment key={`${projectId} ${loaded.dataUpdatedAt}`}>{children(loaded.data)}</Fragment>;
}
