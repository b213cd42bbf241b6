import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";

import { ProjectPage } from "@/features/plan/ProjectPage";

const ROUTE = { from: "/projects/$projectId" } as const;

/** A project's page: joins its plan with the conversation about it. */
export function ProjectRoute() {
  const { projectId } = useParams(ROUTE);
  const { task } = useSearch(ROUTE);
  const navigate = useNavigate(ROUTE);
  const [showsConversation, setShowsConversation] = useState(false);
  return (
    <ProjectPage
      projectId={projectId}
      taskId={task ?? null}
      onTask={(taskId) => {
        const search = taskId === null ? {} : { task: taskId };
        void navigate({ search, replace: true, resetScroll: false });
      }}
      conversation={null}
      draft={null}
      showsConversation={showsConversation}
      onShowConversation={setShowsConversation}
      onBreakDown={() => {
        setShowsConversation(true);
      }}
    />
  );
}
