import { CAUSE_NAMES } from "@/components/task/words";
import type { Changeset } from "@/features/history/useChangesets";
import { handleOf } from "@/patch/handle";

/** What is called by name of what a changeset touched, before the rest is only counted. */
const NAMED = 2;

/**
 * What to call a changeset: its message, what it took back or brought back, or what it touched.
 * `others`: those that are known here, among which the one that it refers to may be.
 */
export function titleOf(changeset: Changeset, others: readonly Changeset[]): string {
  const { message, cause, counts } = changeset;
  if (message) return message;
  if (cause.kind === "restore") return `Restored version ${cause.ref}`;
  const meant = others.find(({ id }) => id === cause.ref && id !== changeset.id);
  const what = meant ? `“${titleOf(meant, others)}”` : touchedBy(changeset);
  const isNew = cause.kind === "edit" && counts.create > 0 && counts.create === counts.total;
  return `${isNew ? "Created" : CAUSE_NAMES[cause.kind]}: ${what}`;
}

function touchedBy({ touched, touched_count: count }: Changeset): string {
  const names = touched
    .slice(0, NAMED)
    .map(({ number, title }) => (number === null ? title : `${handleOf({ number })} ${title}`));
  const rest = count - names.length;
  return rest > 0 ? `${names.join(", ")} and ${rest} more` : names.join(", ");
}
