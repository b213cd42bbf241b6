import { useParams } from "@tanstack/react-router";

import { HistoryPage } from "@/features/history/HistoryPage";

/** The history of a project. */
export function HistoryRoute() {
  const { projectId } = useParams({ from: "/projects/$projectId/history" });
  return <HistoryPage projectId={projectId} />;
}
