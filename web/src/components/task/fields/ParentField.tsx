import { useMemo } from "react";

import { Button } from "@/components/ui/Button";
import { Chooser } from "@/components/ui/Chooser";
import { Section } from "@/components/task/fields/Section";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";
import { subtreeOf, type Plan } from "@/patch/plan";

interface ParentFieldProps {
  task: Task;
  plan: Plan;
  onMove: (parentId: string | null) => void;
}

/** The task above, and the way to put the task under another, however far away. */
export function ParentField({ task, plan, onMove }: ParentFieldProps) {
  const parent = task.parent_id === null ? undefined : plan.tasks.get(task.parent_id);
  const choices = useMemo(() => {
    const out = new Set([...subtreeOf(plan, task.id), task.parent_id]);
    return [...plan.tasks.values()]
      .filter((other) => !out.has(other.id))
      .sort((a, b) => a.number - b.number)
      .map((other) => ({ id: other.id, mark: handleOf(other), name: other.title }));
  }, [plan, task]);
  return (
    <Section title="Part of">
      {parent && (
        <p className="mb-1.5 flex items-center gap-2">
          <span className="font-mono text-xs text-faint">{handleOf(parent)}</span>
          <span className="min-w-0 flex-1 truncate">{parent.title}</span>
          <Button
            size="sm"
            variant="quiet"
            onPress={() => {
              onMove(null);
            }}
          >
            Move to the top
          </Button>
        </p>
      )}
      <Chooser
        label="Move under another task"
        placeholder="Move under another task"
        choices={choices}
        onChoose={onMove}
      />
    </Section>
  );
}
