import { database } from "@/lib/keeping/database";
import type { KeptEdit } from "@/lib/keeping/kept";

/** Where the edits of one project wait until they are settled, for all tabs of this device. */
export interface Outbox {
  /** All of them, in the order in which they were made. */
  all(): Promise<readonly KeptEdit[]>;
  /** One of them; undefined once it is settled. */
  get(id: string): Promise<KeptEdit | undefined>;
  put(edit: KeptEdit): Promise<void>;
  /** In one step: one is settled, and those of the rest that still wait take their new bases. */
  settle(id: string, rest: readonly KeptEdit[]): Promise<void>;
  /** Runs while no other tab sends an edit of the same project. */
  alone<T>(send: () => Promise<T>): Promise<T>;
}

/** The edits of a project, in the page's database. */
export function keptOutbox(projectId: string): Outbox {
  return {
    all: async () =>
      inOrder(await (await database()).getAllFromIndex("edits", "project", projectId)),
    get: async (id) => (await database()).get("edits", id),
    put: async (edit) => {
      await (await database()).put("edits", edit);
    },
    settle: async (id, rest) => {
      const writing = (await database()).transaction("edits", "readwrite");
      await writing.store.delete(id);
      for (const edit of rest) {
        const kept = rebased(await writing.store.get(edit.id), edit);
        if (kept) await writing.store.put(kept);
      }
      await writing.done;
    },
    alone: (send) => navigator.locks.request(`patchledger.edits.${projectId}`, send),
  };
}

/** Edits that last as long as the page: where nothing can be kept. */
export function passingOutbox(): Outbox {
  const edits = new Map<string, KeptEdit>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    all: () => Promise.resolve(inOrder([...edits.values()])),
    get: (id) => Promise.resolve(edits.get(id)),
    put: (edit) => {
      edits.set(edit.id, edit);
      return Promise.resolve();
    },
    settle: (id, rest) => {
      edits.delete(id);
      for (const edit of rest) {
        const kept = rebased(edits.get(edit.id), edit);
        if (kept) edits.set(kept.id, kept);
      }
      return Promise.resolve();
    },
    alone: (send) => {
      const sent = last.then(send);
      last = sent.catch(() => undefined);
      return sent;
    },
  };
}

/** An edit on its new base; null where another tab settled, discarded or saw it refused meanwhile. */
function rebased(kept: KeptEdit | undefined, { base_version }: KeptEdit): KeptEdit | null {
  return kept?.refusal === null ? { ...kept, base_version } : null;
}

function inOrder(edits: readonly KeptEdit[]): KeptEdit[] {
  return [...edits].sort((a, b) => a.at - b.at);
}
