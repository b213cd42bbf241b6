import type { components } from "@/generated/api";
import { answerOf, api } from "@/lib/api";
import { EMPTY, planOf, type Plan } from "@/patch/plan";
import type { Patch } from "@/patch/model";
import { patchesIn } from "@/patch/wire";

/** A changeset, as far as travelling through the history needs it. */
export type Step = components["schemas"]["StepOut"];

/** What was accepted after a version, in order, and the changesets that it is of. */
export interface Accepted {
  readonly patches: readonly Patch[];
  readonly steps: readonly Step[];
}

/** Where a recording comes from. Both throw what went wrong. */
export interface Source {
  /** At most `limit` patches, the first of which made the version after `after`. */
  readonly accepted: (after: number, limit: number) => Promise<Accepted>;
  /** The plan at a version. */
  readonly planAt: (version: number) => Promise<Plan>;
}

/** A project's history as the server has it. */
export function sourceOf(project_id: string): Source {
  const path = { project_id };
  return {
    accepted: async (after, limit) => {
      const answer = await answerOf(
        api.GET("/api/v1/projects/{project_id}/patches", {
          params: { path, query: { after, limit } },
        }),
      );
      return { patches: patchesIn(answer.patches), steps: answer.changesets };
    },
    planAt: async (version) => {
      if (version === 0) return EMPTY;
      const answer = await answerOf(
        api.GET("/api/v1/projects/{project_id}", {
          params: { path, query: { version, shape: "flat" } },
        }),
      );
      return planOf(answer.project, answer.tasks);
    },
  };
}
