import { Suspense } from "react";

import { personName } from "@/components/task/words";
import { Icon } from "@/components/ui/Icon";
import { lazily } from "@/components/ui/lazily";
import type { PlanEditing } from "@/features/plan/usePlanEditing";
import { shortDate, todayIn } from "@/lib/time";
import type { Project } from "@/patch/model";

// Loaded when it is first opened.
const ProjectFields = lazily(() => import("@/features/plan/header/ProjectFields"));

interface ProjectDatesProps {
  project: Project;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  editing: Pick<PlanEditing, "setProject">;
}

/** The project's dates and people in a line; pressed, all of its other fields. */
export function ProjectDates({ project, isOpen, onOpenChange, editing }: ProjectDatesProps) {
  return (
    <>
      <button
        type="button"
        title="Dates and more of the project"
        onClick={() => {
          onOpenChange(true);
        }}
        className="-mx-1.5 flex items-center gap-1.5 rounded-md px-1.5 py-0.5 hover:bg-sunken hover:text-ink"
      >
        <Icon name="calendar" width={14} height={14} />
        {datesText(project)}
        {project.owner && ` · ${personName(project.owner)}`}
      </button>
      {isOpen && (
        <Suspense>
          <ProjectFields
            project={project}
            editing={editing}
            onClose={() => {
              onOpenChange(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function datesText({ start_date, due_date }: Project): string {
  const today = todayIn(new Date());
  const start = start_date && shortDate(start_date, today);
  const due = due_date && shortDate(due_date, today);
  if (start && due) return `${start} – ${due}`;
  if (due) return `Due ${due}`;
  return start ? `From ${start}` : "Dates and more";
}
