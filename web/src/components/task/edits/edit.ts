import type { Patch } from "@/patch/model";

/** One change that a person made: a changeset to be, and the sentence that stands in the history. */
export interface Edit {
  readonly patches: readonly Patch[];
  readonly message: string;
}
