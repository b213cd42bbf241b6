import { useState } from "react";

import { Button } from "@/components/ui/Button";
import type { Attention } from "@/features/dashboard/attention";
import { Panel } from "@/features/dashboard/Panel";
import { TaskLine } from "@/features/dashboard/TaskLine";
import { shortDate } from "@/lib/time";
import type { Task } from "@/patch/model";

/** So many are shown unless all are asked for. */
const SHOWN = 5;

interface AttentionPanelProps {
  projectId: string;
  attention: Attention;
  isPast: boolean;
  today: string;
}

/** What is late and what is stuck, or was. */
export function AttentionPanel({ projectId, attention, isPast, today }: AttentionPanelProps) {
  const { overdue, blocked } = attention;
  return (
    <Panel title={isPast ? "Needed attention" : "Needs attention"}>
      {overdue.length + blocked.length === 0 && (
        <p className="text-muted">
          {isPast
            ? "Nothing was overdue, and nothing was blocked."
            : "Nothing is overdue, and nothing is blocked."}
        </p>
      )}
      <Tasks
        title="Overdue"
        projectId={projectId}
        tasks={overdue}
        tell={({ due_date }) => due_date && `Due ${shortDate(due_date, today)}`}
      />
      <Tasks title="Blocked" projectId={projectId} tasks={blocked} tell={() => null} />
    </Panel>
  );
}

interface TasksProps {
  title: string;
  projectId: string;
  tasks: readonly Task[];
  tell: (task: Task) => string | null;
}

function Tasks({ title, projectId, tasks, tell }: TasksProps) {
  const [showsAll, setShowsAll] = useState(false);
  if (tasks.length === 0) return null;
  const shown = showsAll ? tasks : tasks.slice(0, SHOWN);
  return (
    <div className="mb-3 last:mb-0">
      <h3 className="mb-1 text-sm font-medium text-removed">{`${title}: ${tasks.length}`}</h3>
      <ul className="divide-y">
        {shown.map((task) => (
          <TaskLine key={task.id} projectId={projectId} task={task}>
            {tell(task)}
          </TaskLine>
        ))}
      </ul>
      {shown.length < tasks.length && (
        <Button
          size="sm"
          variant="quiet"
          onPress={() => {
            setShowsAll(true);
          }}
        >
          {`Show all ${tasks.length}`}
        </Button>
      )}
    </div>
  );
}
