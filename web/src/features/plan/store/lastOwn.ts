import type { components } from "@/generated/api";

export type Entry = Pick<
  components["schemas"]["ChangesetOut"],
  "id" | "actor" | "cause" | "message" | "touched"
>;

/** Whoever works in a browser: nobody logs in. */
const LOCAL = "user:local";
const TAKES_BACK: ReadonlySet<string> = new Set(["undo", "redo"]);

/** What an undo or a redo is about, of a history with the newest first. */
export interface Last {
  /** The latest of this browser; null: there is none. */
  readonly own: Entry | null;
  /** The latest of anybody who sits at a browser, which is what the server takes. */
  readonly any: Entry | null;
}

/** The latest changeset that is neither undone nor itself an undo, as `ledger/core/undo.py` finds it. */
export function lastToUndo(newestFirst: readonly Entry[], isOwn: (id: string) => boolean): Last {
  const candidates = standing(newestFirst).filter(
    ({ actor, cause }) => actor === LOCAL && cause.kind !== "undo",
  );
  return {
    own: candidates.find(({ id }) => isOwn(id)) ?? null,
    any: candidates[0] ?? null,
  };
}

/** The latest undo that stands, unless something else was done after it by the same. */
export function lastToRedo(newestFirst: readonly Entry[], isOwn: (id: string) => boolean): Last {
  const local = newestFirst.filter(({ actor }) => actor === LOCAL);
  const stands = new Set(standing(newestFirst));
  const first = (entries: readonly Entry[]) => {
    const since = entries.findIndex(({ cause }) => !TAKES_BACK.has(cause.kind));
    const undos = since < 0 ? entries : entries.slice(0, since);
    return undos.find((entry) => entry.cause.kind === "undo" && stands.has(entry)) ?? null;
  };
  return { own: first(local.filter(({ id }) => isOwn(id))), any: first(local) };
}

/** What was not taken back. */
function standing(newestFirst: readonly Entry[]): Entry[] {
  const takenBack = new Set<unknown>();
  return newestFirst.filter(({ id, cause }) => {
    if (takenBack.has(id)) return false;
    if (TAKES_BACK.has(cause.kind)) takenBack.add(cause.ref);
    return true;
  });
}
