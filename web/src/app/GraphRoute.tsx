import { useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { useFilterInAddress } from "@/app/useFilterInAddress";
import { DependencyGraph } from "@/features/graph/DependencyGraph";
import { OpenedPlan } from "@/features/plan/OpenedPlan";

const ROUTE = { from: "/projects/$projectId/graph" } as const;

/** What waits for what in a project; the address says around which task, and in which shape. */
export function GraphRoute() {
  const { projectId } = useParams(ROUTE);
  const { focus, as, version } = useSearch(ROUTE);
  const navigate = useNavigate(ROUTE);
  return (
    <OpenedPlan
      projectId={projectId}
      name="Graph"
      at={version}
      filtering={useFilterInAddress()}
      fills
    >
      {({ plan, matching }) => (
        <DependencyGraph
          {...{ projectId, plan, matching }}
          focus={focus ?? null}
          shape={as ?? "drawing"}
          onFocus={(id) => {
            // A step that one can go back.
            void navigate({
              search: (before) => ({ ...before, focus: id ?? undefined }),
              resetScroll: false,
            });
          }}
          onShape={(shape) => {
            void navigate({
              search: (before) => ({ ...before, as: shape }),
              replace: true,
              resetScroll: false,
            });
          }}
        />
      )}
    </OpenedPlan>
  );
}
