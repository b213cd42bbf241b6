import type { components } from "@/generated/api";
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
    revert: async (way, id) => {
      const call =
        way === "undo"
          ? api.POST("/api/v1/projects/{project_id}/undo", { params: { path }, body: { id } })
          : api.POST("/api/v1/projects/{project_id}/redo", { params: { path }, body: { id } });
      const { version, changeset } = await answerOf(call);
      return { version, message: await messageBehind(projectId, changeset) };
    },
    changes: async (from, to) => {
      const query = { from, to };
      const call = api.GET("/api/v1/projects/{project_id}/diff", { params: { path, query } });
      const { patches } = await answerOf(call);
      return patchesIn(patches.map(({ patch }) => patch));
    },
  };
}

type Changeset = Pick<components["schemas"]["ChangesetOut"], "cause" | "message">;

/** What the changeset did that an undo or redo is in the end about; null when it had no message. */
async function messageBehind(projectId: string, changeset: Changeset): Promise<string | null> {
  const { kind, ref } = changeset.cause;
  if ((kind !== "undo" && kind !== "redo") || typeof ref !== "string") return changeset.message;
  const path = { project_id: projectId, changeset_id: ref };
  const call = api.GET("/api/v1/projects/{project_id}/changesets/{changeset_id}", {
    params: { path },
  });
  return messageBehind(projectId, await answerOf(call));
}
