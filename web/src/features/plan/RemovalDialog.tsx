import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";
import { dependentsOf, subtreeOf, type Plan } from "@/patch/plan";

interface RemovalDialogProps {
  task: Task;
  plan: Plan;
  onAnswer: (confirmed: boolean) => void;
}

/** How many tasks are named before the rest is only counted. */
const NAMED = 8;

/** Says what deleting a task takes along, before it does. */
export function RemovalDialog({ task, plan, onAnswer }: RemovalDialogProps) {
  const removed = subtreeOf(plan, task.id);
  const below = removed.slice(1).flatMap((id) => plan.tasks.get(id) ?? []);
  const waiting = dependentsOf(plan, new Set(removed));
  return (
    <Dialog
      role="alertdialog"
      title={`Delete ${handleOf(task)} “${task.title}”?`}
      isOpen
      onClose={() => {
        onAnswer(false);
      }}
      actions={
        <>
          <Button
            variant="danger"
            autoFocus
            onPress={() => {
              onAnswer(true);
            }}
          >
            {removed.length === 1 ? "Delete" : `Delete ${removed.length} tasks`}
          </Button>
          <Button
            onPress={() => {
              onAnswer(false);
            }}
          >
            Cancel
          </Button>
        </>
      }
    >
      {below.length > 0 && <Named title="These are deleted with it:" tasks={below} />}
      {waiting.length > 0 && <Named title="These no longer depend on it:" tasks={waiting} />}
      <p className="mt-3 text-muted">It can be undone.</p>
    </Dialog>
  );
}

function Named({ title, tasks }: { title: string; tasks: readonly Task[] }) {
  return (
    <section className="mt-2">
      <h3 className="text-muted">{title}</h3>
      <ul className="mt-1 space-y-0.5">
        {tasks.slice(0, NAMED).map((task) => (
          <li key={task.id} className="flex gap-2">
            <span className="w-9 shrink-0 font-mono text-xs leading-5 text-faint">
              {handleOf(task)}
            </span>
            <span className="min-w-0 truncate">{task.title}</span>
          </li>
        ))}
      </ul>
      {tasks.length > NAMED && <p className="text-muted">and {tasks.length - NAMED} more</p>}
    </section>
  );
}
