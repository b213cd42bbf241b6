import type { KeptEdit } from "@/lib/keeping/kept";
import type { Patch } from "@/patch/model";
import type { Plan } from "@/patch/plan";

/** A plan and the version that it is at. */
export interface Versioned {
  readonly plan: Plan;
  readonly version: number;
}

/** A changeset as it is sent. Sending it again with the same id appends nothing more. */
export type Changeset = Pick<KeptEdit, "id" | "patches" | "message" | "base_version">;

/** What taking back or bringing back did. */
export interface Reverted {
  readonly version: number;
  /** The message of the changeset that was undone or redone; null when it had none. */
  readonly message: string | null;
}

/** What the store of a plan asks of the server; every call fails with a `Problem`. */
export interface Ledger {
  /** Appends a changeset and answers with the version that it led to. */
  commit(changeset: Changeset): Promise<number>;
  /** The version that a changeset led to; null: it was never appended. */
  find(id: string): Promise<number | null>;
  /** Takes back this person's last changeset, or brings back what they undid last. */
  revert(way: "undo" | "redo", id: string): Promise<Reverted>;
  /** Takes back one changeset, whatever came after it. */
  undo(changesetId: string, id: string): Promise<Reverted>;
  /** The patches that lead from one version to a later one. */
  changes(from: number, to: number): Promise<readonly Patch[]>;
}
