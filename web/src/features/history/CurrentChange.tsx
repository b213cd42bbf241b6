import { CAUSE_NAMES, personName } from "@/components/task/words";
import type { Step } from "@/features/history/recording/source";
import { titleOf } from "@/features/history/titles";
import { useChangeset } from "@/features/history/useChangeset";

interface CurrentChangeProps {
  projectId: string;
  step: Step;
  /** While one moves, only what is known without asking is told. */
  isMoving: boolean;
}

/** What the changeset was that made the version: who, how, and what it was called. */
export function CurrentChange({ projectId, step, isMoving }: CurrentChangeProps) {
  const { data: changeset } = useChangeset(projectId, step.id, !isMoving);
  const { actor, author, cause } = step;
  return (
    <p className="flex items-baseline gap-x-2 truncate pt-1 text-sm" aria-live="polite">
      <span className="shrink-0 text-muted">
        {personName(actor)}
        {author !== actor && `, with ${personName(author)}`}
      </span>
      <span className="min-w-0 truncate font-medium">
        {!isMoving && changeset ? titleOf(changeset, []) : CAUSE_NAMES[cause.kind]}
      </span>
    </p>
  );
}
