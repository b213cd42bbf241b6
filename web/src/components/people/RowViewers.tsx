import { Initials } from "@/components/people/Initials";
import { nameOf, useViewersOf } from "@/lib/live/presence";

/** How many are shown beside a task; the others are only said. */
const MOST = 3;

/** Who else is looking at a task. */
export function RowViewers({ taskId }: { taskId: string }) {
  const viewers = useViewersOf(taskId);
  if (viewers.length === 0) return null;
  return (
    <span className="ml-2 inline-flex shrink-0 gap-0.5 self-center">
      <span className="sr-only">{`Looked at by ${viewers.map(nameOf).join(", ")}`}</span>
      {viewers.slice(0, MOST).map((viewer) => (
        <Initials key={viewer.viewer} viewer={viewer} size="sm" />
      ))}
    </span>
  );
}
