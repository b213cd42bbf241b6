import type { KeptEdit } from "@/lib/keeping/kept";

/** Edits of a project that the database may not have yet. */
export interface Unwritten {
  add(edit: KeptEdit): void;
  remove(id: string): void;
  all(): readonly KeptEdit[];
}

/**
 * Keeps edits at once, in what the browser writes before it goes on: a page that is left in the
 * moment after an edit would take with it what its database has not written. Where nothing can be
 * kept like that, the moment remains.
 */
export function unwritten(projectId: string): Unwritten {
  const prefix = `patchledger.edit.${projectId}.`;
  return {
    add(edit) {
      try {
        localStorage.setItem(prefix + edit.id, JSON.stringify(edit));
      } catch {
        // Storage may be forbidden, or full.
      }
    },
    remove(id) {
      try {
        localStorage.removeItem(prefix + id);
      } catch {
        // Storage may be forbidden.
      }
    },
    all() {
      try {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
        return keys.flatMap((key) => readable(localStorage.getItem(key)));
      } catch {
        return [];
      }
    },
  };
}

/** The edit in a text; none where there is none, or half of one. */
function readable(text: string | null): readonly KeptEdit[] {
  try {
    return text === null ? [] : [JSON.parse(text) as KeptEdit];
  } catch {
    return [];
  }
}
