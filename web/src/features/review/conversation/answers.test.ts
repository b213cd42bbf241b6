import { expect, test } from "vitest";

import { saidIn, type Said } from "@/features/review/conversation/answers";
import { Problem } from "@/lib/problem";

function bodyOf(text: string): ReadableStream<Uint8Array> {
  const { body } = new Response(text);
  if (!body) throw new Error("a response with text has a body");
  return body;
}

async function heard(text: string): Promise<Said[]> {
  const found: Said[] = [];
  for await (const said of saidIn(bodyOf(text))) found.push(said);
  return found;
}

const PATCH = { op: "delete", target: "task", target_id: "a" };
const DONE = 'event: done\ndata: {"id":"x"}\n\n';

test("what an agent says is read in order, up to the proposal that it ends with", async () => {
  const text =
    `event: patch\ndata: {"index":0,"patch":${JSON.stringify(PATCH)}}\n\n` +
    'event: text\ndata: {"text":"Removed."}\n\n' +
    'event: retry\ndata: {"round":2,"reason":"T9 does not exist"}\n\n' +
    'event: finding\ndata: {"kind":"next","reason":"It is ready"}\n\n' +
    'event: question\ndata: {"question":"Which?","candidates":[],"options":["All"]}\n\n' +
    DONE;
  expect(await heard(text)).toEqual([
    { kind: "patch", index: 0, patch: PATCH },
    { kind: "text", text: "Removed." },
    { kind: "retry", round: 2, reason: "T9 does not exist" },
    { kind: "finding", finding: { kind: "next", reason: "It is ready" } },
    { kind: "question", question: "Which?", candidates: [], options: ["All"] },
    { kind: "done", proposal: { id: "x" } },
  ]);
});

test("events of a later server are passed over", async () => {
  expect(await heard(`event: news\ndata: {}\n\n${DONE}`)).toHaveLength(1);
});

test("a problem ends the answer with its sentence", async () => {
  const problem = { status: 502, code: "provider_failed", detail: "It gave up." };
  const text = `event: problem\ndata: ${JSON.stringify(problem)}\n\n`;
  await expect(heard(text)).rejects.toThrow("It gave up.");
});

test("an answer that ends without its proposal broke off", async () => {
  const failure = heard('event: text\ndata: {"text":"I will"}\n\n');
  await expect(failure).rejects.toBeInstanceOf(Problem);
  await expect(failure).rejects.toMatchObject({ code: "broken_off", passing: true });
});
