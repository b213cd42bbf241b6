import { useState } from "react";

import { choices, useActions } from "@/components/palette/offers";
import { ProjectViews } from "@/components/project/ProjectViews";
import { PROJECT_STATUS_NAMES } from "@/components/task/words";
import { Progress } from "@/components/ui/Progress";
import { Select } from "@/components/ui/Select";
import { doneText } from "@/features/plan/header/doneText";
import { InlineText } from "@/features/plan/header/InlineText";
import { ProjectDates } from "@/features/plan/header/ProjectDates";
import { PlanActions } from "@/features/plan/PlanActions";
import type { PlanStore } from "@/features/plan/store/PlanStore";
import type { PlanState } from "@/features/plan/store/planState";
import type { PlanEditing } from "@/features/plan/usePlanEditing";
import { formatDuration } from "@/lib/duration";
import { LONGEST_TITLE } from "@/lib/tooLong";
import type { Derived } from "@/patch/derived";
import type { Project } from "@/patch/model";

interface ProjectHeaderProps {
  project: Project;
  derived: Derived | undefined;
  editing: Pick<PlanEditing, "setProject">;
  projectId: string;
  store: PlanStore;
  state: PlanState;
  /** Which view of it this is, for screen readers; absent: the outline. */
  view?: string;
}

/** The project itself: each of its fields is edited where it stands. */
export function ProjectHeader({ project, derived, editing, view, ...rest }: ProjectHeaderProps) {
  const [showsMore, setShowsMore] = useState(false);
  const setStatus = (status: Project["status"]) => {
    editing.setProject({ status });
  };
  useActions("Project", () => choices("Project", PROJECT_STATUS_NAMES, project.status, setStatus));
  return (
    <header className="pt-5 pb-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h1
          dir="auto"
          className="min-w-0 flex-[1_1_10rem] text-xl font-semibold tracking-tight max-sm:text-lg [overflow-wrap:anywhere]"
        >
          <InlineText
            label="Title of the project"
            text={project.title}
            maxLength={LONGEST_TITLE}
            placeholder="Untitled"
            onSave={(title, since) => {
              editing.setProject({ title }, since);
            }}
          >
            {project.title}
          </InlineText>
          {view && <span className="sr-only">{`: ${view}`}</span>}
        </h1>
        <div className="relative -mr-1 ml-auto flex items-center">
          <PlanActions {...rest} />
        </div>
      </div>
      <div className="mt-0.5 max-w-prose text-muted [overflow-wrap:anywhere]">
        <InlineText
          label="Summary of the project"
          text={project.summary ?? ""}
          maxLength={10_000}
          placeholder="Add a summary"
          optional
          onSave={(summary, since) => {
            editing.setProject({ summary: summary || null }, since);
          }}
        >
          {project.summary}
        </InlineText>
      </div>
      <div className="mt-2.5 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-muted">
        <Select
          quiet
          label="Status of the project"
          value={project.status}
          names={PROJECT_STATUS_NAMES}
          onChange={setStatus}
        />
        {derived && (
          <>
            <Progress value={derived.progress} label="Progress of the project" />
            <span className="tabular-nums">{doneText(rest.state.plan, derived)}</span>
            {derived.estimate !== null && (
              <span className="tabular-nums">{`${formatDuration(derived.estimate)} estimated`}</span>
            )}
          </>
        )}
        <ProjectDates
          project={project}
          isOpen={showsMore}
          onOpenChange={setShowsMore}
          editing={editing}
        />
      </div>
      <div className="mt-2">
        <ProjectViews projectId={rest.projectId} />
      </div>
    </header>
  );
}
