import type { components } from "@/generated/api";
import type { Patch } from "@/patch/model";

type Schemas = components["schemas"];
type Sent = Schemas["ChangesetIn"]["patches"][number];

/** A patch as it is sent: a delete has no body. */
export type SentPatch =
  | Exclude<Sent, { op: "delete" }>
  | { op: "delete"; target: "task"; target_id: string }
  | { op: "delete"; target: "project"; target_id: string };

/** Patches as the API takes them. */
export function patchesOut(patches: readonly Patch[]): SentPatch[] {
  return patches as SentPatch[];
}

/** Patches as the API gives them: those that it has accepted or computed, so their bodies are right. */
export function patchesIn(patches: readonly Schemas["PatchOut"][]): Patch[] {
  return patches.map(({ op, target, target_id, body }) =>
    op === "delete"
      ? { op, target, target_id }
      : { op, target, target_id, body: bodyIn(body ?? {}) },
  );
}

/** A plan's links have all their members, those of a patch only what was given. */
function bodyIn(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!Array.isArray(body.links)) return body;
  return { ...body, links: (body.links as object[]).map((link) => ({ url: null, ...link })) };
}
