import { Tags } from "@/components/task/fields/Tags";
import { PriorityMark } from "@/components/task/Marks";
import { personIn } from "@/components/task/people";
import { personName, PRIORITY_NAMES } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import { DateField } from "@/components/ui/DateField";
import { Dialog } from "@/components/ui/Dialog";
import { SavedField } from "@/components/ui/SavedField";
import { Select } from "@/components/ui/Select";
import { Links } from "@/features/plan/details/Links";
import { Metadata } from "@/features/plan/details/Metadata";
import { PlannerField } from "@/features/plan/header/PlannerField";
import type { PlanEditing } from "@/features/plan/usePlanEditing";
import type { Project } from "@/patch/model";

interface ProjectFieldsProps {
  project: Project;
  editing: Pick<PlanEditing, "setProject">;
  onClose: () => void;
}

/** The fields of a project that its header only sums up. */
export default function ProjectFields({ project, editing, onClose }: ProjectFieldsProps) {
  const { setProject } = editing;
  return (
    <Dialog
      title="Dates and more"
      isOpen
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
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
          text={project.owner ? personName(project.owner) : ""}
          placeholder="Nobody"
          maxLength={200}
          read={personIn(project.owner ? [project.owner] : [])}
          onSave={(owner, since) => {
            setProject({ owner }, since);
          }}
        />
        <PlannerField
          metadata={project.metadata}
          onSave={(metadata) => {
            setProject({ metadata });
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
  );
}
