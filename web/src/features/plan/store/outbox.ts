import { database } from "@/lib/keeping/database";
import type { KeptEdit } from "@/lib/keeping/kept";
import { unwritten } from "@/lib/keeping/unwritten";

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

/** The edits of a project, in the page's database; what is being written there outlives a reload, too. */
export function keptOutbox(projectId: string): Outbox {
  const left = unwritten(projectId);
  const alone: Outbox["alone"] = async (send) =>
    navigator.locks.request(`patchledger.edits.${projectId}`, send);
  return {
    all: async () => {
      const written = await (await database()).getAllFromIndex("edits", "project", projectId);
      const known = new Set(written.map(({ id }) => id));
      const rest = left.all().filter(({ id }) => !known.has(id));
      // Before any is sent, and not what another tab has meanwhile written, sent and settled.
      if (left.all().length > 0) alone(() => write(left.all())).catch(() => undefined);
      return inOrder([...written, ...rest]);
    },
    get: async (id) => (await database()).get("edits", id),
    put: async (edit) => {
      left.add(edit);
      await (await database()).put("edits", edit);
      left.remove(edit.id);
    },
    settle: async (id, rest) => {
      left.remove(id);
      const writing = (await database()).transaction("edits", "readwrite");
      await writing.store.delete(id);
      for (const edit of rest) {
        const kept = rebased(await writing.store.get(edit.id), edit);
        if (kept) await writing.store.put(kept);
      }
      await writing.done;
    },
    alone,
  };

  /** Writes what was left behind, unless more is known of it: that it was refused. */
  async function write(edits: readonly KeptEdit[]) {
    const writing = (await database()).transaction("edits", "readwrite");
    const each = edits.map(async (edit) => {
      const kept = await writing.store.get(edit.id);
      if (!kept || (edit.refusal && !kept.refusal)) await writing.store.put(edit);
    });
    await Promise.all([...each, writing.done]);
    for (const { id } of edits) left.remove(id);
  }
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
