import { useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { HistoryPage } from "@/features/history/HistoryPage";

const ROUTE = { from: "/projects/$projectId/history" } as const;

/** The history of a project; the address says which version, or which two, are shown. */
export function HistoryRoute() {
  const { projectId } = useParams(ROUTE);
  const view = useSearch(ROUTE);
  const navigate = useNavigate(ROUTE);
  return (
    <HistoryPage
      projectId={projectId}
      view={view}
      onView={(wanted) => {
        void navigate({ search: wanted, replace: true, resetScroll: false });
      }}
    />
  );
}
