import { StatusMark } from "@/components/task/Marks";
import { STATUS_NAMES } from "@/components/task/words";
import { Facts } from "@/features/board/Card";
import { STATUSES, type Columns } from "@/features/board/columns";
import type { Plan } from "@/patch/plan";

/** The board on paper: every card, one status below the other. */
export function PrintedBoard({ plan, columns }: { plan: Plan; columns: Columns }) {
  return STATUSES.map((status) => {
    const tasks = columns.get(status) ?? [];
    return (
      <section key={status} className="mb-4">
        <h2 className="mb-1.5 flex items-center gap-2 border-b pb-1 font-semibold">
          <StatusMark status={status} />
          {`${STATUS_NAMES[status]}: ${tasks.length}`}
        </h2>
        <ul className="grid grid-cols-3 gap-2">
          {tasks.map((task) => (
            <li key={task.id} className="rounded-md border p-2">
              {task.parent_id !== null && (
                <p className="text-xs text-muted">{plan.tasks.get(task.parent_id)?.title}</p>
              )}
              <p className="font-medium [overflow-wrap:anywhere]">{task.title}</p>
              <Facts task={task} plan={plan} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
