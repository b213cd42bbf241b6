import createClient from "openapi-fetch";

import type { paths } from "@/generated/api";
import { noteOwn } from "@/lib/ownChanges";
import { Problem, unreachable } from "@/lib/problem";

/** The calls that append to a project. */
const APPENDS = /\/(projects|changesets|undo|redo|restore|accept)$/;

/** The API of the server that the page came from, with the types of its document. */
export const api = createClient<paths>({ baseUrl: "", fetch: reach });

// Whatever way a changeset is made, its answer says which it is.
api.use({
  onResponse: async ({ request, response }) => {
    if (request.method !== "POST" || !response.ok || !APPENDS.test(request.url)) return;
    const { changeset } = (await response.clone().json()) as { changeset?: { id: string } };
    if (changeset) noteOwn(changeset.id);
  },
});

let turn = new AbortController();
let waiting = 0;

/**
 * Asks anew for whatever is not answered yet, since a server that hangs may never say so; false: nothing
 * was asked for. What changes something is not asked twice.
 */
export function askAgain(): boolean {
  if (waiting === 0) return false;
  turn.abort();
  turn = new AbortController();
  return true;
}

/** `fetch`, where not reaching the server is a problem like any other. */
async function reach(request: Request): Promise<Response> {
  try {
    return await (request.method === "GET" ? asked(request) : fetch(request));
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
}

async function asked(request: Request): Promise<Response> {
  const { signal } = turn;
  waiting += 1;
  try {
    return await fetch(request, { signal: AbortSignal.any([request.signal, signal]) });
  } catch (error) {
    if (!signal.aborted || request.signal.aborted) throw error;
  } finally {
    waiting -= 1;
  }
  return asked(request);
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What the API answered; throws its problem when it refused. */
export async function answerOf<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (data !== undefined && response.ok) return data;
  throw new Problem(response.status, isDocument(error) ? error : {});
}

function isDocument(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
