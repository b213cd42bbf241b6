import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { personName, PROJECT_STATUS_NAMES } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import { Failure, Notice } from "@/components/ui/Notice";
import { Progress } from "@/components/ui/Progress";
import { SkeletonList } from "@/components/ui/Skeleton";
import { KeptProjects } from "@/features/projects/KeptProjects";
import { useProjects } from "@/features/projects/useProjects";
import { Problem } from "@/lib/problem";
import { ago, exactly } from "@/lib/time";

/** The projects with how far they are and what happened last. */
export function ProjectList() {
  const projects = useProjects();
  if (projects.isPending) {
    return (
      <Frame>
        <SkeletonList label="The projects are being loaded" />
      </Frame>
    );
  }
  if (projects.isError) {
    return (
      <Frame isAway={isAway(projects.error)}>
        <Failure
          title="The projects could not be loaded"
          error={projects.error}
          onRetry={() => void projects.refetch()}
        />
      </Frame>
    );
  }
  if (projects.data.length === 0) {
    return (
      <Frame>
        <Notice icon="panel" title="No projects yet">
          Your first plan will stand here.
        </Notice>
      </Frame>
    );
  }
  return (
    <Frame>
      <ul className="-mx-3">
        {projects.data.map((project) => (
          <ProjectItem key={project.id} project={project} />
        ))}
      </ul>
      {projects.hasNextPage && (
        <Button
          size="sm"
          variant="quiet"
          isDisabled={projects.isFetchingNextPage}
          onPress={() => void projects.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Frame>
  );
}

function isAway(problem: unknown): boolean {
  return problem instanceof Problem && problem.status === 0;
}

function Frame({ children, isAway = false }: { children: ReactNode; isAway?: boolean }) {
  return (
    <section aria-labelledby="projects-heading" className="lg:border-l lg:pl-10">
      <h2 id="projects-heading" className="pb-2 text-sm font-semibold text-muted">
        Projects
      </h2>
      <KeptProjects isAway={isAway} />
      {children}
    </section>
  );
}

type Item = NonNullable<ReturnType<typeof useProjects>["data"]>[number];

function ProjectItem({ project }: { project: Item }) {
  return (
    <li>
      <Link
        to="/projects/$projectId"
        params={{ projectId: project.id }}
        className="block rounded-lg px-3 py-3 transition-colors hover:bg-sunken"
      >
        <span className="flex items-baseline justify-between gap-4">
          <span dir="auto" className="min-w-0 font-medium [overflow-wrap:anywhere]">
            {project.title}
          </span>
          <Progress value={project.progress} label={`Progress of ${project.title}`} />
        </span>
        <span className="mt-0.5 flex flex-wrap gap-x-1.5 text-sm text-muted">
          <span>{PROJECT_STATUS_NAMES[project.status]}</span>
          <span aria-hidden>·</span>
          <span>{`${project.task_count} ${project.task_count === 1 ? "task" : "tasks"}`}</span>
        </span>
        <span className="mt-0.5 block truncate text-sm text-faint">
          {personName(project.updated_by)},{" "}
          <time dateTime={project.updated_at} title={exactly(project.updated_at)}>
            {ago(project.updated_at, new Date())}
          </time>
          {project.last_message && `: ${project.last_message}`}
        </span>
      </Link>
    </li>
  );
}
