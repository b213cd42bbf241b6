import type { components } from "@/generated/api";
import { unreachable, Problem } from "@/lib/problem";
import { chosenPlanner } from "@/lib/planner";
import { eventsOf } from "@/lib/live/eventStream";

type Schemas = components["schemas"];

export type Proposal = Schemas["ProposalAnswer"];
export type Question = Schemas["QuestionOut"];
export type ProposedPatch = Schemas["PatchOut"];
export type Finding = Schemas["FindingOut"];
/** What is asked for: a plan or a change of it, or an opinion about the one there is. */
export type Kind = Schemas["MessageOut"]["kind"];

/** What a person says: in words ("": comments that wait say it), of which kind, from which document. */
export interface Saying {
  readonly instruction: string;
  readonly kind?: Kind;
  readonly documentId?: string;
}

/** What an agent says while it answers, as the API streams it. */
export type Said =
  | { readonly kind: "patch"; readonly index: number; readonly patch: ProposedPatch }
  | { readonly kind: "text"; readonly text: string }
  | ({ readonly kind: "question" } & Question)
  | { readonly kind: "finding"; readonly finding: Finding }
  | { readonly kind: "retry"; readonly round: number; readonly reason: string }
  | { readonly kind: "done"; readonly proposal: Proposal };

/** What a conversation is about before it has an id: a new project, a project, or one of its tasks. */
export interface Subject {
  readonly projectId?: string;
  readonly taskId?: string;
}

/** An answer under way: where its proposal is, and what is said. */
export interface Answering {
  readonly proposalId: string;
  readonly said: AsyncIterable<Said>;
}

/** How a conversation asks: a new one when there is no proposal yet, else the next message. */
export type Ask = (
  about: Subject,
  proposalId: string | null,
  saying: Saying,
  signal: AbortSignal,
) => Promise<Answering>;

/** Asks the API for an answer as a stream; throws its problem when it refuses. */
export const askApi: Ask = async (about, proposalId, saying, signal) => {
  const response = await post(
    proposalId
      ? `/api/v1/proposals/${proposalId}/messages?tree=false`
      : "/api/v1/proposals?tree=false",
    {
      ...(proposalId ? {} : { project_id: about.projectId, task_id: about.taskId }),
      instruction: saying.instruction || undefined,
      kind: saying.kind,
      document_id: saying.documentId,
      ...chosenPlanner(),
    },
    signal,
  );
  const found = proposalId ?? idIn(response.headers.get("location"));
  if (!response.ok || !response.body || !found) {
    throw new Problem(response.status, await documentOf(response));
  }
  return { proposalId: found, said: saidIn(response.body) };
};

async function post(path: string, body: object, signal: AbortSignal): Promise<Response> {
  const headers = {
    Accept: "text/event-stream",
    "Content-Type": "application/json",
  };
  try {
    return await fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreachable();
  }
}

function idIn(location: string | null): string | null {
  return /proposals\/([^/?]+)/.exec(location ?? "")?.[1] ?? null;
}

async function documentOf(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** What is said, in order; throws the problem that ends the answer, or that it broke off. */
export async function* saidIn(body: ReadableStream<Uint8Array>): AsyncGenerator<Said> {
  for await (const { event, data } of eventsOf(body)) {
    const value = JSON.parse(data) as never;
    if (event === "problem") throw problemOf(value);
    const said = SAID[event]?.(value);
    if (said) yield said;
    if (said?.kind === "done") return;
  }
  throw new Problem(0, {
    code: "broken_off",
    detail: "The answer broke off before it was complete.",
  });
}

const SAID: Readonly<Record<string, (value: never) => Said>> = {
  patch: (value: { index: number; patch: ProposedPatch }) => ({ kind: "patch", ...value }),
  text: (value: { text: string }) => ({ kind: "text", ...value }),
  question: (value: Question) => ({ kind: "question", ...value }),
  finding: (finding: Finding) => ({ kind: "finding", finding }),
  retry: (value: { round: number; reason: string }) => ({ kind: "retry", ...value }),
  done: (proposal: Proposal) => ({ kind: "done", proposal }),
};

function problemOf(document: Readonly<Record<string, unknown>>): Problem {
  return new Problem(typeof document.status === "number" ? document.status : 0, document);
}
