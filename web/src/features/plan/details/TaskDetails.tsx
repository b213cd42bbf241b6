import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { PriorityMark, StatusMark } from "@/components/task/Marks";
import { peopleOf, personIn } from "@/components/task/people";
import { personName, PRIORITY_NAMES, STATUS_NAMES } from "@/components/task/words";
import { Button, buttonClasses } from "@/components/ui/Button";
import { DateField } from "@/components/ui/DateField";
import { Icon } from "@/components/ui/Icon";
import { SavedField } from "@/components/ui/SavedField";
import { Select } from "@/components/ui/Select";
import { sourcesOf } from "@/components/document/documents";
import { SourceQuote } from "@/components/document/SourceQuote";
import { Criteria } from "@/components/task/fields/Criteria";
import { Dependencies } from "@/components/task/fields/Dependencies";
import { Description } from "@/components/task/fields/Description";
import { Blamed, BlameOf } from "@/features/plan/details/blame/Blamed";
import { Links } from "@/features/plan/details/Links";
import { Metadata } from "@/features/plan/details/Metadata";
import { ParentField } from "@/components/task/fields/ParentField";
import { readEstimate, readSpent, readTitle } from "@/components/task/fields/reading";
import { Section } from "@/components/task/fields/Section";
import { Tags } from "@/components/task/fields/Tags";
import type { PlanEditing } from "@/features/plan/usePlanEditing";
import { formatDuration } from "@/lib/duration";
import { LONGEST_TITLE } from "@/lib/tooLong";
import type { Derived } from "@/patch/derived";
import { handleOf } from "@/patch/handle";
import type { Task, TaskFields } from "@/patch/model";
import type { Plan } from "@/patch/plan";

interface TaskDetailsProps {
  task: Task;
  plan: Plan;
  derived: Derived | undefined;
  editing: PlanEditing;
  onBreakDown: (task: Task) => void;
  /** The version that the server has confirmed. */
  version: number;
}

/** Every field of one task, each saved by itself. */
export default function TaskDetails({
  task,
  plan,
  derived,
  editing,
  onBreakDown,
  version,
}: TaskDetailsProps) {
  const set = (fields: TaskFields, since?: number) => {
    editing.set(task.id, fields, since);
  };
  return (
    <BlameOf projectId={plan.project?.id ?? ""} taskId={task.id} version={version}>
      <div className="space-y-5">
        <Blamed field="title">
          <SavedField
            label={`Title of ${handleOf(task)}`}
            text={task.title}
            read={readTitle}
            onSave={(title, since) => {
              set({ title }, since);
            }}
            maxLength={LONGEST_TITLE}
          />
        </Blamed>
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            icon="split"
            onPress={() => {
              onBreakDown(task);
            }}
          >
            Break down
          </Button>
          <Button
            size="sm"
            variant="quiet"
            icon="trash"
            onPress={() => {
              editing.tree.remove(task.id);
            }}
          >
            Delete
          </Button>
          <Link
            to="/projects/$projectId/history"
            params={{ projectId: plan.project?.id ?? "" }}
            search={{ task: task.id }}
            className={buttonClasses("quiet", "sm")}
          >
            <Icon name="history" />
            Its history
          </Link>
        </div>
        <div className="grid grid-cols-2 gap-3">
          <Blamed field="status">
            <Select
              label="Status"
              value={task.status}
              names={STATUS_NAMES}
              markOf={(status) => <StatusMark status={status} />}
              onChange={(status) => {
                set({ status });
              }}
            />
          </Blamed>
          <Blamed field="priority">
            <Select
              label="Priority"
              value={task.priority}
              names={PRIORITY_NAMES}
              markOf={(priority) => <PriorityMark priority={priority} />}
              onChange={(priority) => {
                set({ priority });
              }}
            />
          </Blamed>
          <Blamed field="estimated_minutes">
            <SavedField
              label="Estimate"
              text={durationText(task.estimated_minutes)}
              read={readEstimate}
              placeholder="2d, 90m, 1h 30m"
              onSave={(estimated_minutes, since) => {
                set({ estimated_minutes }, since);
              }}
            />
          </Blamed>
          <Blamed field="actual_minutes">
            <SavedField
              label="Time spent"
              text={durationText(task.actual_minutes)}
              read={readSpent}
              placeholder="45m"
              onSave={(actual_minutes, since) => {
                set({ actual_minutes }, since);
              }}
            />
          </Blamed>
          <Blamed field="start_date">
            <DateField
              label="Start"
              value={task.start_date}
              onChange={(start_date) => {
                set({ start_date });
              }}
            />
          </Blamed>
          <Blamed field="due_date">
            <DateField
              label="Due"
              value={task.due_date}
              onChange={(due_date) => {
                set({ due_date });
              }}
            />
          </Blamed>
        </div>
        <Summed task={task} derived={derived} />
        <Blamed field="assignee">
          <SavedField
            label="Assignee"
            text={task.assignee ? personName(task.assignee) : ""}
            read={personIn(peopleOf(plan))}
            maxLength={200}
            placeholder="Nobody"
            onSave={(assignee, since) => {
              set({ assignee }, since);
            }}
          />
        </Blamed>
        <Blamed field="description">
          <Description
            text={task.description}
            onSave={(description, since) => {
              set({ description }, since);
            }}
          />
        </Blamed>
        <Blamed field="acceptance_criteria">
          <Criteria
            criteria={task.acceptance_criteria}
            onSave={(acceptance_criteria) => {
              set({ acceptance_criteria });
            }}
          />
        </Blamed>
        <Blamed field="tags">
          <Tags
            tags={task.tags}
            onSave={(tags) => {
              set({ tags });
            }}
          />
        </Blamed>
        <Blamed field="depends_on">
          <Dependencies
            task={task}
            plan={plan}
            onSave={(depends_on) => {
              set({ depends_on });
            }}
          />
        </Blamed>
        <Blamed field="parent_id">
          <ParentField
            task={task}
            plan={plan}
            onMove={(parentId) => {
              editing.tree.move(task.id, parentId, null);
            }}
          />
        </Blamed>
        {sourcesOf(task).map((source) => (
          <Section key={source.number} title="From the document">
            <SourceQuote source={source} />
          </Section>
        ))}
        <Blamed field="links">
          <Links
            links={task.links}
            onSave={(links) => {
              set({ links });
            }}
          />
        </Blamed>
        <Blamed field="metadata">
          <Metadata
            value={task.metadata}
            onSave={(metadata) => {
              set({ metadata });
            }}
          />
        </Blamed>
      </div>
    </BlameOf>
  );
}

function Summed({ task, derived }: { task: Task; derived: Derived | undefined }): ReactNode {
  if (typeof derived?.estimate !== "number" || derived.estimate === task.estimated_minutes)
    return null;
  return (
    <p className="text-sm text-muted">
      {`Its sub-tasks are estimated at ${formatDuration(derived.estimate)} together.`}
    </p>
  );
}

function durationText(minutes: number | null): string {
  return minutes === null ? "" : formatDuration(minutes);
}
