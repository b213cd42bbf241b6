import { Button } from "@/components/ui/Button";
import type { Finding } from "@/features/review/conversation/answers";
import { handleOf } from "@/patch/handle";

interface FindingsViewProps {
  findings: readonly Finding[];
  /** Shows a task; absent where none can be shown. */
  onTask?: (id: string) => void;
  /** Divides a task into smaller ones; absent where that cannot be asked for. */
  onBreakDown?: (id: string) => void;
}

/** What each kind of finding is called; a kind that is not here is called by its own name. */
const NAMES: Readonly<Record<string, string>> = {
  estimate: "Estimate",
  break_down: "Worth breaking down",
  next: "Next",
  missing_dependency: "A dependency is missing",
  no_owner: "Nobody is responsible",
  due_before_dependencies: "Due before what it waits for",
  overdue: "Overdue",
  overloaded: "Too much for one person",
  stale: "Nothing happened for long",
  blocked: "Blocked",
  critical_path: "On the critical path",
  no_estimate: "No estimate",
  other: "Risk",
};

/** The points of an opinion: about which task, what it is, why, and what can be done about it. */
export default function FindingsView({ findings, onTask, onBreakDown }: FindingsViewProps) {
  return (
    <ol aria-label="Findings" className="mt-2 space-y-1.5">
      {findings.map((finding, place) => (
        <li key={place} className="rounded-md border bg-surface px-3 py-2">
          <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-muted">
            <span className="font-medium">{NAMES[finding.kind] ?? finding.kind}</span>
            {finding.score !== null && (
              <span className="tabular-nums">{`${finding.score} of 10`}</span>
            )}
          </p>
          <About finding={finding} onTask={onTask} />
          <p className="text-sm text-muted [overflow-wrap:anywhere]">{finding.reason}</p>
          {finding.kind === "break_down" && finding.target_id && onBreakDown && (
            <Button
              size="sm"
              icon="split"
              className="mt-1.5"
              aria-label={`Break down T${finding.number}`}
              onPress={() => {
                if (finding.target_id) onBreakDown(finding.target_id);
              }}
            >
              Break down
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The task that a finding is about, as a way to it. */
function About({
  finding: { target_id: id, number, title },
  onTask,
}: {
  finding: Finding;
  onTask?: (id: string) => void;
}) {
  if (id === null) return null;
  const name = (
    <>
      <span className="pr-1.5 font-mono text-xs text-faint">
        {handleOf({ number: number ?? 0 })}
      </span>
      {title}
    </>
  );
  if (!onTask) return <p className="[overflow-wrap:anywhere]">{name}</p>;
  return (
    <button
      type="button"
      onClick={() => {
        onTask(id);
      }}
      className="rounded-sm text-left font-medium [overflow-wrap:anywhere] hover:underline"
    >
      {name}
    </button>
  );
}
