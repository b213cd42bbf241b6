import type { ReactNode } from "react";

import { sourcesOf } from "@/components/document/documents";
import { SourceQuote } from "@/components/document/SourceQuote";
import { shownValue, type Naming } from "@/components/diff/values";
import { FIELD_NAMES } from "@/components/task/words";
import { Markdown } from "@/components/ui/Markdown";
import type { Task } from "@/patch/model";

const SHORT = [
  "status",
  "priority",
  "estimated_minutes",
  "start_date",
  "due_date",
  "assignee",
  "tags",
  "depends_on",
] as const satisfies readonly (keyof Task)[];

/** Everything that a task says, for reading. */
export function TaskFacts({ task, nameOf }: { task: Task; nameOf: Naming }) {
  return (
    <div className="mt-4 space-y-4">
      {task.description && (
        <Part title="Description">
          <Markdown text={task.description} />
        </Part>
      )}
      {task.acceptance_criteria.length > 0 && (
        <Part title="Acceptance criteria">
          <ul className="list-disc pl-5">
            {task.acceptance_criteria.map((line, place) => (
              <li key={place}>{line}</li>
            ))}
          </ul>
        </Part>
      )}
      {sourcesOf(task).map((source) => (
        <Part key={source.number} title="From the document">
          <SourceQuote source={source} />
        </Part>
      ))}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {SHORT.map((field) => {
          const value = shownValue(field, task[field], nameOf);
          if (value === null) return null;
          return (
            <div key={field} className="contents">
              <dt className="text-muted">{FIELD_NAMES[field]}</dt>
              <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-muted">{title}</h3>
      {children}
    </section>
  );
}
