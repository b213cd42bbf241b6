import type { Ledger } from "@/features/plan/store/ledger";
import { answerOf, api } from "@/lib/api";
import { Problem } from "@/lib/problem";
import { patchesIn, patchesOut } from "@/patch/wire";

/** The ledger of one project, behind the API. */
export function apiLedger(projectId: string): Ledger {
  const path = { project_id: projectId };
  return {
    commit: async ({ id, patches, message, base_version }) => {
      const body = { id, patches: patchesOut(patches), message, base_version };
      const call = api.POST("/api/v1/projects/{project_id}/changesets", { params: { path }, body });
      return (await answerOf(call)).version;
    },
    find: async (id) => {
      const call = api.GET("/api/v1/projects/{project_id}/changesets/{changeset_id}", {
        params: { path: { ...path, changeset_id: id } },
      });
      try {
        return (await answerOf(call)).last;
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 404) return null;
        throw problem;
      }
    },
    // What is taken back is looked for in the history: loaded when somebody does that.
    revert: async (way, id) =>
      (await import("@/features/plan/store/reverting")).revert(projectId, way, id),
    undo: async (changesetId, id) =>
      (await import("@/features/plan/store/reverting")).undo(projectId, changesetId, id),
    changes: async (from, to) => {
      const query = { from, to };
      const call = api.GET("/api/v1/projects/{project_id}/diff", { params: { path, query } });
      const { patches } = await answerOf(call);
      return patchesIn(patches.map(({ patch }) => patch));
    },
  };
}
