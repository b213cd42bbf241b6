import { useMemo } from "react";

import { StatusMark } from "@/components/task/Marks";
import { IconButton } from "@/components/ui/Button";
import { Chooser } from "@/components/ui/Chooser";
import { Section } from "@/components/task/fields/Section";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";
import { ancestorsOf, subtreeOf, type Plan } from "@/patch/plan";

interface DependenciesProps {
  task: Task;
  plan: Plan;
  onSave: (ids: string[]) => void;
}

/** The tasks that have to be completed first. */
export function Dependencies({ task, plan, onSave }: DependenciesProps) {
  const choices = useMemo(() => possible(plan, task), [plan, task]);
  return (
    <Section title="Depends on">
      <ul className="mb-1.5 space-y-1">
        {task.depends_on.flatMap((id) => {
          const wanted = plan.tasks.get(id);
          if (!wanted) return [];
          return (
            <li key={id} className="flex items-center gap-2">
              <StatusMark status={wanted.status} />
              <span className="font-mono text-xs text-faint">{handleOf(wanted)}</span>
              <span className="min-w-0 flex-1 truncate">{wanted.title}</span>
              <IconButton
                icon="close"
                label={`Do not depend on ${handleOf(wanted)}`}
                onPress={() => {
                  onSave(task.depends_on.filter((other) => other !== id));
                }}
              />
            </li>
          );
        })}
      </ul>
      <Chooser
        label="Add a dependency"
        placeholder="Find a task by number or title"
        choices={choices}
        onChoose={(id) => {
          onSave([...task.depends_on, id].sort());
        }}
      />
    </Section>
  );
}

/** What a task may depend on: nothing above or below it, and nothing that it depends on already. */
function possible(plan: Plan, task: Task) {
  const out = new Set([
    ...ancestorsOf(plan, task.id),
    ...subtreeOf(plan, task.id),
    ...task.depends_on,
  ]);
  return [...plan.tasks.values()]
    .filter((other) => !out.has(other.id))
    .sort((a, b) => a.number - b.number)
    .map((other) => ({ id: other.id, mark: handleOf(other), name: other.title }));
}
