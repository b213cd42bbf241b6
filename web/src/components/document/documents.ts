import type { components } from "@/generated/api";
import { unreachable, Problem } from "@/lib/problem";
import type { Link, Task } from "@/patch/model";

export type Kept = components["schemas"]["DocumentAnswer"];

/** A passage of a document that a task came from. */
export interface Source {
  readonly documentId: string;
  readonly number: number;
}

/** The passages that a task came from. */
export function sourcesOf({ links }: Pick<Task, "links">): Source[] {
  return links.flatMap((link) => sourceOf(link) ?? []);
}

/** The passage that a link refers to; null for other links. */
export function sourceOf({ system, external_id: reference }: Link): Source | null {
  const found = system === "document" ? /^([0-9a-f-]{36})#(\d+)$/.exec(reference) : null;
  return found?.[1] && found[2] ? { documentId: found[1], number: Number(found[2]) } : null;
}

/** What can be planned from, by the ending of the file's name. */
const KINDS: Readonly<Record<string, string>> = {
  md: "text/markdown",
  markdown: "text/markdown",
  txt: "text/plain",
  pdf: "application/pdf",
};
export const ACCEPTED = Object.keys(KINDS).map((ending) => `.${ending}`);

/** Has the server keep a document; throws its problem when it cannot be read. */
export async function keepDocument(name: string, content: Blob): Promise<Kept> {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const response = await sent(name, content, KINDS[ending] ?? (content.type || "text/plain"));
  const answer = (await response.json()) as unknown;
  if (!response.ok) throw new Problem(response.status, answer as Record<string, unknown>);
  return answer as Kept;
}

/** By hand: the client that is made from the API's document sends JSON only. */
async function sent(name: string, content: Blob, type: string): Promise<Response> {
  try {
    return await fetch(`/api/v1/documents?${new URLSearchParams({ name })}`, {
      method: "POST",
      headers: { "Content-Type": type },
      body: content,
    });
  } catch {
    throw unreachable();
  }
}
