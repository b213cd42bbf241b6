import { Icon } from "@/components/ui/Icon";
import { removalsIn } from "@/features/review/draft/removals";
import type { Review } from "@/features/review/useReview";

/** How many removals are named one by one. */
const NAMED = 3;

/** What would be gone if the chosen changes were accepted: said where one accepts. */
export function Removals({ review: { comparison, selection, isRunning } }: { review: Review }) {
  const removals = removalsIn(comparison).filter(({ id }) => isRunning || selection.isChosen(id));
  if (removals.length === 0) return null;
  const rest = removals.length - NAMED;
  const named = removals
    .slice(0, NAMED)
    .map(({ name, below }) =>
      below === 0 ? name : `${name} with ${below} sub-task${below === 1 ? "" : "s"}`,
    );
  return (
    <p className="mb-2 flex items-start gap-2 rounded-md bg-danger-fill px-2.5 py-1.5 text-sm font-medium text-on-accent">
      <Icon name="trash" className="mt-0.5 shrink-0" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        Removes {named.join(", ")}
        {rest > 0 && ` and ${rest} more`}
      </span>
    </p>
  );
}
