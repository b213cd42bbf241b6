import type { ReactNode } from "react";

import { Criteria } from "@/components/task/fields/Criteria";
import { Dependencies } from "@/components/task/fields/Dependencies";
import { readEstimate, readSpent, readTitle } from "@/components/task/fields/reading";
import { Tags } from "@/components/task/fields/Tags";
import { PriorityMark, StatusMark } from "@/components/task/Marks";
import { peopleOf, personIn } from "@/components/task/people";
import { FIELD_NAMES, personName, PRIORITY_NAMES, STATUS_NAMES } from "@/components/task/words";
import { DateField } from "@/components/ui/DateField";
import { optionalText, SavedField } from "@/components/ui/SavedField";
import { Select } from "@/components/ui/Select";
import { formatDuration } from "@/lib/duration";
import { LONGEST_TITLE } from "@/lib/tooLong";
import type { Task, TaskFields } from "@/patch/model";
import type { Plan } from "@/patch/plan";

interface FieldEditorProps {
  field: EditableField;
  task: Task;
  plan: Plan;
  onSet: (fields: TaskFields) => void;
}

/** The fields of a task that can be edited where they are shown, in the order in which they stand. */
export const EDITABLE = [
  "title",
  "status",
  "priority",
  "estimated_minutes",
  "actual_minutes",
  "start_date",
  "due_date",
  "assignee",
  "description",
  "acceptance_criteria",
  "tags",
  "depends_on",
] as const satisfies readonly (keyof Task)[];
export type EditableField = (typeof EDITABLE)[number];

/** The field in which one value of a task is edited; it saves itself. */
export function FieldEditor({ field, task, plan, onSet }: FieldEditorProps): ReactNode {
  const label = FIELD_NAMES[field] ?? field;
  switch (field) {
    case "title":
      return (
        <SavedField
          label={label}
          text={task.title}
          read={readTitle}
          maxLength={LONGEST_TITLE}
          onSave={(title) => {
            onSet({ title });
          }}
        />
      );
    case "status":
      return (
        <Select
          label={label}
          value={task.status}
          names={STATUS_NAMES}
          markOf={(status) => <StatusMark status={status} />}
          onChange={(status) => {
            onSet({ status });
          }}
        />
      );
    case "priority":
      return (
        <Select
          label={label}
          value={task.priority}
          names={PRIORITY_NAMES}
          markOf={(priority) => <PriorityMark priority={priority} />}
          onChange={(priority) => {
            onSet({ priority });
          }}
        />
      );
    case "estimated_minutes":
    case "actual_minutes":
      return (
        <SavedField
          label={label}
          text={task[field] === null ? "" : formatDuration(task[field])}
          read={field === "actual_minutes" ? readSpent : readEstimate}
          placeholder="2d, 90m, 1h 30m"
          onSave={(minutes) => {
            onSet({ [field]: minutes });
          }}
        />
      );
    case "start_date":
    case "due_date":
      return (
        <DateField
          label={label}
          value={task[field]}
          onChange={(date) => {
            onSet({ [field]: date });
          }}
        />
      );
    case "assignee":
      return (
        <SavedField
          label={label}
          text={task.assignee ? personName(task.assignee) : ""}
          read={personIn(peopleOf(plan))}
          maxLength={200}
          onSave={(assignee) => {
            onSet({ assignee });
          }}
        />
      );
    case "description":
      return (
        <SavedField
          label={label}
          text={task.description ?? ""}
          read={optionalText}
          multiline
          maxLength={100_000}
          onSave={(description) => {
            onSet({ description });
          }}
        />
      );
    case "acceptance_criteria":
      return (
        <Criteria
          criteria={task.acceptance_criteria}
          onSave={(acceptance_criteria) => {
            onSet({ acceptance_criteria });
          }}
        />
      );
    case "tags":
      return (
        <Tags
          tags={task.tags}
          onSave={(tags) => {
            onSet({ tags });
          }}
        />
      );
    case "depends_on":
      return (
        <Dependencies
          task={task}
          plan={plan}
          onSave={(depends_on) => {
            onSet({ depends_on });
          }}
        />
      );
  }
}

/** Whether a field takes the whole width: what is written in it is long. */
export function isWideField(field: EditableField): boolean {
  return ["title", "description", "acceptance_criteria", "tags", "depends_on"].includes(field);
}
