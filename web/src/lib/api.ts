import createClient from "openapi-fetch";

import type { paths } from "@/generated/api";
import { Problem, unreachable } from "@/lib/problem";

/** The API of the server that the page came from, with the types of its document. */
export const api = createClient<paths>({ baseUrl: "", fetch: reach });

/** `fetch`, where not reaching the server is a problem like any other. */
async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
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
