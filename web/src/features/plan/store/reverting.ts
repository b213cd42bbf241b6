import type { Reverted } from "@/features/plan/store/ledger";
import { lastToRedo, lastToUndo, type Entry, type Last } from "@/features/plan/store/lastOwn";
import { ToBeAsked } from "@/features/plan/store/ToBeAsked";
import type { components } from "@/generated/api";
import { answerOf, api } from "@/lib/api";
import { isOwn } from "@/lib/ownChanges";
import { Problem } from "@/lib/problem";

/** Takes one changeset back. */
export async function undo(projectId: string, changesetId: string, id: string): Promise<Reverted> {
  const path = { project_id: projectId, changeset_id: changesetId };
  const call = api.POST("/api/v1/projects/{project_id}/changesets/{changeset_id}/undo", {
    params: { path },
    body: { id },
  });
  return reverted(projectId, await answerOf(call));
}

/** Takes back what was done last in this browser, or does it again; throws `ToBeAsked` of anything else. */
export async function revert(
  projectId: string,
  way: "undo" | "redo",
  id: string,
): Promise<Reverted> {
  const { own, any } = await lastOf(projectId, way);
  if (way === "undo" && !own && any) throw new ToBeAsked("others", any.id, any.message);
  if (own && isBeginning(own, projectId)) throw new ToBeAsked("project", own.id, own.message);
  if (way === "redo" && !own && any) throw NOTHING_TO_REDO;
  if (own && own.id !== any?.id) return undo(projectId, own.id, id);
  const path = { project_id: projectId };
  const call =
    way === "undo"
      ? api.POST("/api/v1/projects/{project_id}/undo", { params: { path }, body: { id } })
      : api.POST("/api/v1/projects/{project_id}/redo", { params: { path }, body: { id } });
  return reverted(projectId, await answerOf(call));
}

/** Whether the project came with it, or came back: without it there is none. */
function isBeginning({ touched }: Entry, projectId: string): boolean {
  return touched.some(({ target_id: id, ops }) => id === projectId && ops.includes("create"));
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
