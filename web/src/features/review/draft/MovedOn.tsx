import { useId, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";

import { CountsLine } from "@/components/diff/Counts";
import type { Comparison } from "@/components/diff/compare";
import { RowChanges } from "@/components/tree/RowChanges";
import { MarkBadge } from "@/components/tree/RowMeta";
import { Button } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import type { Proposal } from "@/features/review/conversation/answers";
import { useRebase } from "@/features/review/useRebase";
import { classes } from "@/lib/classes";
import { messageOf } from "@/lib/problem";
import { handleOf } from "@/patch/handle";

interface MovedOnProps {
  proposal: Proposal;
  underneath: Comparison;
}

/** What changed in the plan since the draft was begun, where that does not stand in its way. */
export default function MovedOn({ proposal, underneath }: MovedOnProps) {
  const rebase = useRebase(proposal.id);
  const [isOpen, setIsOpen] = useState(false);
  const listId = useId();
  const count = proposal.current_version - proposal.base_version;
  return (
    <section
      aria-label="Changed meanwhile"
      className="mb-3 rounded-md border border-dashed border-edge px-3 py-2 text-sm"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="flex-1 basis-64">
          {count === 1 ? "1 change was" : `${count} changes were`} made to the plan since this draft
          began. They do not collide.
        </p>
        <Button
          size="sm"
          icon="redo"
          isDisabled={rebase.isPending}
          onPress={() => {
            rebase.mutate([]);
          }}
        >
          Show the draft on top of them
        </Button>
      </div>
      {rebase.isError && <p role="alert">{messageOf(rebase.error)}</p>}
      <AriaButton
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        onPress={() => {
          setIsOpen(!isOpen);
        }}
        className="mt-1 flex items-center gap-1.5 rounded-sm text-muted hover:text-ink"
      >
        <Icon name="chevron" className={classes("transition-transform", isOpen && "rotate-90")} />
        What changed
        <CountsLine counts={underneath.counts} />
      </AriaButton>
      {isOpen && <Underneath id={listId} comparison={underneath} />}
    </section>
  );
}

function Underneath({ id, comparison }: { id: string; comparison: Comparison }) {
  const { plan, decorations, project } = comparison;
  return (
    <ul id={id} className="mt-2 max-h-80 space-y-2 overflow-y-auto">
      {project.length > 0 && (
        <li>
          <p className="font-medium">The project itself</p>
          <RowChanges changes={project} />
        </li>
      )}
      {[...decorations].map(([taskId, { marks, changes, note }]) => {
        const task = plan.tasks.get(taskId);
        if (!task) return null;
        return (
          <li key={taskId} className="min-w-0">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="text-xs">
                {marks.map((mark) => (
                  <MarkBadge key={mark} mark={mark} />
                ))}
              </span>
              <span className="font-mono text-xs text-muted">{handleOf(task)}</span>
              <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{task.title}</span>
              {note && <span className="font-semibold text-removed">{note}</span>}
            </p>
            {changes && <RowChanges changes={changes} />}
          </li>
        );
      })}
    </ul>
  );
}
