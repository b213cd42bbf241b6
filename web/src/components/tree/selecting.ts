import type { Row } from "@/components/tree/rows";

/** The tasks that are chosen together, and the range that is being drawn among them. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** What was chosen before the range, where it begins and where it ends. */
  readonly range: { readonly before: ReadonlySet<string>; from: string; to: string } | null;
}

export const NONE: Selection = { ids: new Set(), range: null };

/** These tasks and no others. */
export function only(ids: Iterable<string>): Selection {
  return { ids: new Set(ids), range: null };
}

/** The selection with one more task, or without it. */
export function toggled({ ids }: Selection, id: string): Selection {
  const after = new Set(ids);
  if (!after.delete(id)) after.add(id);
  return { ids: after, range: null };
}

/**
 * The selection with the range that ends in `to`: where one was being drawn that ended in `from`, it
 * is that one, drawn on; else it begins in `from`.
 */
export function extended(
  selection: Selection,
  rows: readonly Row[],
  from: string,
  to: string,
): Selection {
  const { range, ids } = selection;
  const drawn = range?.to === from ? range : { before: ids, from };
  const ends = [drawn.from, to]
    .map((id) => rows.findIndex((row) => row.id === id))
    .filter((index) => index >= 0);
  const within = rows.slice(Math.min(...ends), Math.max(...ends) + 1);
  const chosen = within.flatMap((row) => (row.kind === "task" ? [row.id] : []));
  return {
    ids: new Set([...drawn.before, ...chosen]),
    range: { before: drawn.before, from: drawn.from, to },
  };
}
