import { openDB, type DBSchema, type IDBPDatabase } from "idb";

import type { KeptEdit, SeenPlan, SeenProject } from "@/lib/keeping/kept";

/** What the page keeps on this device. */
export interface Keeping extends DBSchema {
  /** Changesets that are not in the ledger yet. */
  edits: { key: string; value: KeptEdit; indexes: { project: string } };
  /** Projects as they were seen last, and apart from them what a list of them shows. */
  plans: { key: string; value: SeenPlan };
  projects: { key: string; value: SeenProject };
}

let opened: Promise<IDBPDatabase<Keeping>> | null = null;

/** The page's database on this device. Fails where the browser lets it keep nothing. */
export function database(): Promise<IDBPDatabase<Keeping>> {
  opened ??= openDB<Keeping>("patchledger", 1, {
    upgrade(created) {
      const edits = created.createObjectStore("edits", { keyPath: "id" });
      edits.createIndex("project", "projectId");
      created.createObjectStore("plans", { keyPath: "projectId" });
      created.createObjectStore("projects", { keyPath: "id" });
    },
    terminated() {
      opened = null;
    },
  });
  return opened;
}
