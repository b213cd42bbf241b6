import { useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { AtVersion } from "@/components/project/atVersion";
import { VersionNotice } from "@/components/project/VersionNotice";
import { Dashboard } from "@/features/dashboard/Dashboard";
import { OpenedPlan } from "@/features/plan/OpenedPlan";

const ROUTE = { from: "/projects/$projectId/dashboard" } as const;

/** How a project stands; the address says what the charts are about, and from which version one came. */
export function DashboardRoute() {
  const { projectId } = useParams(ROUTE);
  const search = useSearch(ROUTE);
  const navigate = useNavigate(ROUTE);
  const { version: past } = search;
  return (
    <AtVersion value={past}>
      <OpenedPlan projectId={projectId} name="Dashboard">
        {({ plan, version }) => (
          <>
            {past !== undefined && past !== version && (
              <VersionNotice projectId={projectId} version={past} history={`Version ${past}`}>
                {`These figures are today’s, not those of version ${past}.`}
              </VersionNotice>
            )}
            <Dashboard
              {...{ projectId, plan, version }}
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
          </>
        )}
      </OpenedPlan>
    </AtVersion>
  );
}
