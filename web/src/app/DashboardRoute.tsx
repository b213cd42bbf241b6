import { useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { Dashboard } from "@/features/dashboard/Dashboard";
import { OpenedPlan } from "@/features/plan/OpenedPlan";

const ROUTE = { from: "/projects/$projectId/dashboard" } as const;

/** How a project stands, or stood at a version; the address says what the charts are about. */
export function DashboardRoute() {
  const { projectId } = useParams(ROUTE);
  const search = useSearch(ROUTE);
  const navigate = useNavigate(ROUTE);
  return (
    <OpenedPlan projectId={projectId} name="Dashboard" at={search.version}>
      {({ plan, version }) => (
        <Dashboard
          {...{ projectId, plan, version }}
          isPast={search.version !== undefined}
          span={search.span ?? "quarter"}
          per={search.per ?? "week"}
          onChoose={(chosen) => {
            void navigate({
              search: { ...search, ...chosen },
              replace: true,
              resetScroll: false,
            });
          }}
        />
      )}
    </OpenedPlan>
  );
}
