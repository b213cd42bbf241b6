import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useAtVersion } from "@/components/project/atVersion";

interface TaskLinkProps {
  projectId: string;
  taskId: string;
  className?: string;
  title?: string;
  tabIndex?: number;
  draggable?: boolean;
  children: ReactNode;
}

/** Leads to a task: as it is now or, where a past version is shown, as it was then. */
export function TaskLink({ projectId, taskId, ...link }: TaskLinkProps) {
  const version = useAtVersion();
  const params = { projectId };
  if (version === undefined) {
    return <Link to="/projects/$projectId" params={params} search={{ task: taskId }} {...link} />;
  }
  const search = { version, task: taskId };
  return <Link to="/projects/$projectId/history" params={params} search={search} {...link} />;
}
