import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";
import { dependentsOf, subtreeOf, type Plan } from "@/patch/plan";

interface RemovalDialogProps {
  /** None of them is under another. */
  tasks: readonly Task[];
  plan: Plan;
  onConfirm: () => void;
  onClose: () => void;
}

/** How many tasks are named before the rest is only counted. */
const NAMED = 8;

/** Says what deleting tasks takes along, before it does. */
export default function RemovalDialog(props: RemovalDialogProps) {
  const { tasks, plan, onConfirm, onClose } = props;
  const [task] = tasks;
  const removed = tasks.flatMap(({ id }) => subtreeOf(plan, id));
  const chosen = new Set(tasks.map(({ id }) => id));
  const below = removed.flatMap((id) => (chosen.has(id) ? [] : (plan.tasks.get(id) ?? [])));
  const waiting = dependentsOf(plan, new Set(removed));
  const isOne = tasks.length === 1;
  return (
    <Dialog
      role="alertdialog"
      title={
        isOne && task
          ? `Delete ${handleOf(task)} “${task.title}”?`
          : `Delete ${tasks.length} tasks?`
      }
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" autoFocus onPress={onConfirm}>
            {removed.length === 1 ? "Delete" : `Delete ${removed.length} tasks`}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </>
      }
    >
      {below.length > 0 && (
        <p className="mb-2">
          <span className="rounded-sm bg-danger-fill px-1.5 py-0.5 font-semibold text-on-accent">
            {`Removes ${below.length} sub-task${below.length === 1 ? "" : "s"}`}
          </span>
        </p>
      )}
      {!isOne && <Named title="These are deleted:" tasks={tasks} />}
      {below.length > 0 && (
        <Named title={isOne ? "These are deleted with it:" : "And with them:"} tasks={below} />
      )}
      {waiting.length > 0 && (
        <Named
          title={isOne ? "These no longer depend on it:" : "These no longer depend on them:"}
          tasks={waiting}
        />
      )}
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
