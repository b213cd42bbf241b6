import { useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { HistoryPage } from "@/features/history/HistoryPage";

const ROUTE = { from: "/projects/$projectId/history" } as const;

/** The history of a project; the address says what is shown, and what is looked for. */
export function HistoryRoute() {
  const { projectId } = useParams(ROUTE);
  const { version, from, to, layout, ...choice } = useSearch(ROUTE);
  const navigate = useNavigate(ROUTE);
  const view = { version, from, to, layout };
  const go = (search: object) => {
    void navigate({ search, replace: true, resetScroll: false });
  };
  return (
    <HistoryPage
      projectId={projectId}
      view={view}
      choice={choice}
      onView={(wanted) => {
        go({ ...choice, ...wanted });
      }}
      onChoice={(wanted) => {
        go({ ...view, ...wanted });
      }}
    />
  );
}
