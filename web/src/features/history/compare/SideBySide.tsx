import { useMemo } from "react";

import type { Decoration } from "@/components/tree/decoration";
import { TaskTree } from "@/components/tree/TaskTree";
import { useTreeState } from "@/components/tree/useTreeState";
import { calmed, markedIn } from "@/features/history/marking";
import type { Shown } from "@/features/history/useShown";
import type { Plan } from "@/patch/plan";

interface SideBySideProps {
  from: number;
  to: number;
  shown: Shown;
  taskId: string | null;
  onTask: (id: string | null) => void;
}

/** Two versions beside each other, below each other where there is little room; both scroll as one. */
export function SideBySide({ from, to, shown, taskId, onTask }: SideBySideProps) {
  const { before, after, comparison } = shown;
  const { decorations } = comparison;
  const first = useMemo(() => calmed(markedIn(before, decorations)), [before, decorations]);
  const second = useMemo(() => markedIn(after, decorations), [after, decorations]);
  return (
    <div aria-busy={!shown.isThere} className="grid gap-x-6 gap-y-4 pt-3 md:grid-cols-2">
      <Side version={from} plan={before} decorations={first} {...{ taskId, onTask }} />
      <Side version={to} plan={after} decorations={second} {...{ taskId, onTask }} />
    </div>
  );
}

interface SideProps extends Pick<SideBySideProps, "taskId" | "onTask"> {
  version: number;
  plan: Plan;
  decorations: ReadonlyMap<string, Decoration>;
}

function Side({ version, plan, decorations, taskId, onTask }: SideProps) {
  const state = useTreeState(plan);
  return (
    <section className="min-w-0">
      <h2 className="pb-1 text-lg font-semibold [overflow-wrap:anywhere]">
        <span className="mr-2 font-mono text-sm font-normal text-muted">v{version}</span>
        {plan.project?.title ?? "No project"}
      </h2>
      {plan.tasks.size === 0 ? (
        <p className="py-6 text-muted">There were no tasks.</p>
      ) : (
        <TaskTree
          label={`Tasks at version ${version}`}
          {...{ plan, state, decorations }}
          openId={taskId}
          onOpen={(id) => {
            onTask(id === taskId ? null : id);
          }}
        />
      )}
    </section>
  );
}
