import { useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { useFilterInAddress } from "@/app/useFilterInAddress";
import { Gantt } from "@/features/gantt/Gantt";
import { OpenedPlan } from "@/features/plan/OpenedPlan";

const ROUTE = { from: "/projects/$projectId/timeline" } as const;

/** A project's tasks in time; the address says how close one looks. */
export function TimelineRoute() {
  const { projectId } = useParams(ROUTE);
  const { zoom, version } = useSearch(ROUTE);
  const navigate = useNavigate(ROUTE);
  return (
    <OpenedPlan
      projectId={projectId}
      name="Timeline"
      at={version}
      filtering={useFilterInAddress()}
      fills
    >
      {({ plan, matching, make, open }) => (
        <Gantt
          {...{ projectId, plan, matching, make }}
          onOpen={open}
          zoom={zoom ?? "week"}
          onZoom={(chosen) => {
            void navigate({
              search: (before) => ({ ...before, zoom: chosen }),
              replace: true,
              resetScroll: false,
            });
          }}
        />
      )}
    </OpenedPlan>
  );
}
