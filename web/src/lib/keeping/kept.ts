import type { Patch } from "@/patch/model";
import type { Plan } from "@/patch/plan";

/** A changeset that was made on this device and is not in the ledger yet. */
export interface KeptEdit {
  readonly id: string;
  readonly projectId: string;
  /** When it was made, in milliseconds; no two of a project have the same. */
  readonly at: number;
  readonly message: string;
  readonly patches: readonly Patch[];
  readonly base_version: number;
  /** The ids of the edits that waited when it was made: it was made on top of them. */
  readonly on: readonly string[];
  /** Why the server did not take it: a person decides what becomes of it. null: it waits. */
  readonly refusal: Refusal | null;
}

/** A problem as it can be kept. */
export interface Refusal {
  readonly status: number;
  readonly document: Readonly<Record<string, unknown>>;
}

/** A project as it was seen last. */
export interface SeenPlan {
  readonly projectId: string;
  readonly plan: Plan;
  readonly version: number;
  /** When it was, in milliseconds. */
  readonly at: number;
}

/** What a list of projects shows of one. */
export interface SeenProject {
  readonly id: string;
  readonly title: string;
  readonly at: number;
}

/** A project of which something is kept on this device. */
export interface KeptProject extends SeenProject {
  /** How many edits of it are not in the ledger. */
  readonly edits: number;
}
