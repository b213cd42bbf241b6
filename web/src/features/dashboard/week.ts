import type { components } from "@/generated/api";
import type { Counts } from "@/components/diff/compare";

export type Changeset = components["schemas"]["ChangesetOut"];

/** So many of the latest changesets are told of each. */
const LATEST = 3;

/** What one person or agent changed. */
export interface Share {
  readonly author: string;
  readonly changesets: number;
  /** How many patches added, changed and removed something. */
  readonly counts: Counts;
  /** Their latest changesets, the newest first. */
  readonly latest: readonly Changeset[];
}

/** Who changed what in these changesets (newest first): whoever changed most often comes first. */
export function sharesOf(changesets: readonly Changeset[]): Share[] {
  const found = new Map<string, Share>();
  for (const changeset of changesets) {
    const { author, counts } = changeset;
    const share = found.get(author);
    found.set(author, {
      author,
      changesets: (share?.changesets ?? 0) + 1,
      counts: {
        added: (share?.counts.added ?? 0) + counts.create,
        changed: (share?.counts.changed ?? 0) + counts.update,
        moved: 0,
        removed: (share?.counts.removed ?? 0) + counts.delete,
      },
      latest: [...(share?.latest ?? []), changeset].slice(0, LATEST),
    });
  }
  return [...found.values()].sort((a, b) => b.changesets - a.changesets);
}
