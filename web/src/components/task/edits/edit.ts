import type { Patch } from "@/patch/model";

/** One change that a person made: a changeset to be, and the sentence that stands in the history. */
export interface Edit {
  readonly patches: readonly Patch[];
  readonly message: string;
  /** The version that the person saw, where that is not the newest one; what others did since may conflict. */
  readonly since?: number;
}
