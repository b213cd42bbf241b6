import type { components } from "@/generated/api";
import type { Ledger, Reverted } from "@/features/plan/store/ledger";
import { lastToRedo, lastToUndo, type Last } from "@/features/plan/store/lastOwn";
import { ToBeAsked } from "@/features/plan/store/ToBeAsked";
import { answerOf, api } from "@/lib/api";
import { isOwn } from "@/lib/ownChanges";
import { Problem } from "@/lib/problem";
import { patchesIn, patchesOut } from "@/patch/wire";

/** The ledger of one project, behind the API. */
export function apiLedger(projectId: string): Ledger {
  const path = { project_id: projectId };
  const undo: Ledger["undo"] = async (changesetId, id) => {
    const call = api.POST("/api/v1/projects/{project_id}/changesets/{changeset_id}/undo", {
      params: { path: { ...path, changeset_id: changesetId } },
      body: { id },
    });
    return reverted(projectId, await answerOf(call));
  };
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
      const { own, any } = await lastOf(projectId, way);
      if (way === "undo" && !own && any) throw new ToBeAsked("others", any.id, any.message);
      if (way === "undo" && own?.first === 1) throw new ToBeAsked("project", own.id, own.message);
      if (way === "redo" && !own && any) throw NOTHING_TO_REDO;
      if (own && own.id !== any?.id) return undo(own.id, id);
      const call =
        way === "undo"
          ? api.POST("/api/v1/projects/{project_id}/undo", { params: { path }, body: { id } })
          : api.POST("/api/v1/projects/{project_id}/redo", { params: { path }, body: { id } });
      return reverted(projectId, await answerOf(call));
    },
    undo,
    changes: async (from, to) => {
      const query = { from, to };
      const call = api.GET("/api/v1/projects/{project_id}/diff", { params: { path, query } });
      const { patches } = await answerOf(call);
      return patchesIn(patches.map(({ patch }) => patch));
    },
  };
}

const NOTHING_TO_REDO = new Problem(409, {
  code: "nothing_to_redo",
  detail: "There is nothing of yours to redo.",
});

/** What this browser would undo or redo, as far back as anybody looks. */
async function lastOf(projectId: string, way: "undo" | "redo"): Promise<Last> {
  const { items } = await answerOf(
    api.GET("/api/v1/projects/{project_id}/changesets", {
      params: { path: { project_id: projectId }, query: { limit: 200 } },
    }),
  );
  return (way === "undo" ? lastToUndo : lastToRedo)(items, isOwn);
}

type Appended = components["schemas"]["Appended"];
type Changeset = Pick<components["schemas"]["ChangesetOut"], "cause" | "message">;

async function reverted(projectId: string, { version, changeset }: Appended): Promise<Reverted> {
  return { version, message: await messageBehind(projectId, changeset) };
}

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
