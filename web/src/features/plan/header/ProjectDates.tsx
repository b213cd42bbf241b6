import { PriorityMark } from "@/components/task/Marks";
import { personName, PRIORITY_NAMES } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import { DateField } from "@/components/ui/DateField";
import { Dialog } from "@/components/ui/Dialog";
import { Icon } from "@/components/ui/Icon";
import { optionalText, SavedField } from "@/components/ui/SavedField";
import { Select } from "@/components/ui/Select";
import { Links } from "@/features/plan/details/Links";
import { Metadata } from "@/features/plan/details/Metadata";
import { Tags } from "@/features/plan/details/Tags";
import type { PlanEditing } from "@/features/plan/usePlanEditing";
import { shortDate, todayIn } from "@/lib/time";
import type { Project } from "@/patch/model";

interface ProjectDatesProps {
  project: Project;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  editing: PlanEditing;
}

/** The project's dates and people in a line; pressed, all of its other fields. */
export function ProjectDates({ project, isOpen, onOpenChange, editing }: ProjectDatesProps) {
  const { setProject } = editing;
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
      <Dialog
        title="Dates and more"
        isOpen={isOpen}
        onClose={() => {
          onOpenChange(false);
        }}
        actions={
          <Button
            variant="primary"
            onPress={() => {
              onOpenChange(false);
            }}
          >
            Done
          </Button>
        }
      >
        <div className="grid grid-cols-2 gap-3 pt-1">
          <DateField
            label="Start"
            value={project.start_date}
            onChange={(start_date) => {
              setProject({ start_date });
            }}
          />
          <DateField
            label="Due"
            value={project.due_date}
            onChange={(due_date) => {
              setProject({ due_date });
            }}
          />
          <Select
            label="Priority"
            value={project.priority}
            names={PRIORITY_NAMES}
            markOf={(priority) => <PriorityMark priority={priority} />}
            onChange={(priority) => {
              setProject({ priority });
            }}
          />
          <SavedField
            label="Owner"
            text={project.owner ?? ""}
            placeholder="Nobody"
            maxLength={200}
            read={optionalText}
            onSave={(owner) => {
              setProject({ owner });
            }}
          />
        </div>
        <div className="mt-5 space-y-5">
          <Tags
            tags={project.tags}
            onSave={(tags) => {
              setProject({ tags });
            }}
          />
          <Links
            links={project.links}
            onSave={(links) => {
              setProject({ links });
            }}
          />
          <Metadata
            value={project.metadata}
            onSave={(metadata) => {
              setProject({ metadata });
            }}
          />
        </div>
      </Dialog>
    </>
  );
}

function datesText({ start_date, due_date }: Project): string {
  const today = todayIn(new Date());
  const start = start_date && shortDate(start_date, today);
  const due = due_date && shortDate(due_date, today);
  if (start && due) return `${start} – ${due}`;
  if (due) return `Due ${due}`;
  return start ? `From ${start}` : "No dates";
}
