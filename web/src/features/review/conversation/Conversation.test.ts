import { describe, expect, test } from "vitest";

import type { Ask, Proposal, Said } from "@/features/review/conversation/answers";
import { Conversation, isRunning } from "@/features/review/conversation/Conversation";
import { Problem } from "@/lib/problem";

/** An agent that says what it is told to, when it is told to. */
class Agent {
  readonly asked: { proposalId: string | null; instruction: string }[] = [];
  readonly opened: string[] = [];
  readonly done: string[] = [];
  readonly broken: string[] = [];
  readonly abandoned: string[] = [];
  private readonly waiting: ((said: Said | Error | null) => void)[] = [];
  refusal: Error | null = null;

  readonly ask: Ask = (_about, proposalId, { instruction }) => {
    this.asked.push({ proposalId, instruction });
    if (this.refusal) return Promise.reject(this.refusal);
    return Promise.resolve({ proposalId: proposalId ?? "p1", said: this.said() });
  };

  conversation(proposalId: string | null = null): Conversation {
    return new Conversation({}, proposalId, this.ask, {
      onOpened: (id) => this.opened.push(id),
      onDone: ({ id }) => this.done.push(id),
      onBroken: (id) => this.broken.push(id),
      onAbandoned: (id) => this.abandoned.push(id),
    });
  }

  /** Says one thing, an error to fail, or null to end; then lets whoever listens go on. */
  async says(said: Said | Error | null): Promise<void> {
    await settled();
    this.waiting.shift()?.(said);
    await settled();
  }

  private async *said(): AsyncGenerator<Said> {
    for (;;) {
      const said = await new Promise<Said | Error | null>((resolve) => this.waiting.push(resolve));
      if (said instanceof Error) throw said;
      if (!said) return;
      yield said;
    }
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const patch = (id: string): Said => ({
  kind: "patch",
  index: 0,
  patch: { op: "delete", target: "task", target_id: id, body: null },
});
const DONE: Said = { kind: "done", proposal: { id: "p1" } as Proposal };

describe("a conversation", () => {
  test("shows patches and words as they come, and its end lets the turn go", async () => {
    const agent = new Agent();
    const conversation = agent.conversation();
    conversation.say({ instruction: "Plan it" });
    await agent.says(patch("a"));
    await agent.says({ kind: "text", text: "Here " });
    await agent.says({ kind: "text", text: "it is." });
    await agent.says({ kind: "retry", round: 2, reason: "no T9" });
    const { turn } = conversation.state();
    expect(turn).toMatchObject({ text: "Here it is.", retries: ["no T9"], problem: null });
    expect(turn?.patches.map((said) => said.target_id)).toEqual(["a"]);
    await agent.says(DONE);
    expect(conversation.state()).toEqual({ proposalId: "p1", turn: null });
    expect(agent.done).toEqual(["p1"]);
  });

  test("tells its id as soon as it has one, once, and goes on under it", async () => {
    const agent = new Agent();
    const conversation = agent.conversation();
    conversation.say({ instruction: "Plan it" });
    await settled();
    expect(agent.opened).toEqual(["p1"]);
    await agent.says(DONE);
    conversation.say({ instruction: "More" });
    await settled();
    expect(agent.asked.map((one) => one.proposalId)).toEqual([null, "p1"]);
    expect(agent.opened).toEqual(["p1"]);
  });

  test("begins once, however often it is asked to", async () => {
    const agent = new Agent();
    const conversation = agent.conversation();
    conversation.begin({ instruction: "Plan it" });
    conversation.begin({ instruction: "Plan it" });
    await agent.says(DONE);
    conversation.begin({ instruction: "Plan it" });
    await settled();
    expect(agent.asked).toHaveLength(1);
  });

  test("takes one instruction at a time", async () => {
    const agent = new Agent();
    const conversation = agent.conversation("p1");
    conversation.say({ instruction: "One" });
    conversation.say({ instruction: "Two" });
    await settled();
    expect(agent.asked.map((one) => one.instruction)).toEqual(["One"]);
  });

  test("keeps the instruction of an answer that failed, to be sent again or typed on", async () => {
    const agent = new Agent();
    agent.refusal = new Problem(503, { detail: "Not now." });
    const conversation = agent.conversation("p1");
    conversation.type("Plan it");
    conversation.say({ instruction: "Plan it" });
    expect(conversation.typed()).toBe("");
    await settled();
    expect(conversation.state().turn).toMatchObject({
      instruction: "Plan it",
      problem: agent.refusal,
    });
    expect(isRunning(conversation.state().turn)).toBe(false);
    expect(agent.broken).toEqual(["p1"]);
    conversation.dismiss();
    expect(conversation.typed()).toBe("Plan it");
    expect(conversation.state().turn).toBeNull();
  });

  test("is not running any more when an answer breaks off in the middle", async () => {
    const agent = new Agent();
    const conversation = agent.conversation("p1");
    conversation.say({ instruction: "Plan it" });
    await agent.says(patch("a"));
    await agent.says(new Problem(0, { code: "broken_off" }));
    expect(conversation.state().turn?.problem).toBeInstanceOf(Problem);
    conversation.say({ instruction: "Again" });
    await settled();
    expect(agent.asked).toHaveLength(2);
  });

  test("gives the instruction back when it is stopped before anything came", async () => {
    const agent = new Agent();
    const conversation = agent.conversation("p1");
    conversation.say({ instruction: "Plan it" });
    await settled();
    conversation.stop();
    expect(conversation.typed()).toBe("Plan it");
    expect(conversation.state().turn).toBeNull();
    expect(agent.broken).toEqual(["p1"]);
  });

  test("clears away what was begun, when it is stopped before that is known", async () => {
    const agent = new Agent();
    const conversation = agent.conversation();
    conversation.say({ instruction: "Plan it" });
    conversation.stop();
    await settled();
    expect(conversation.typed()).toBe("Plan it");
    expect([agent.opened, agent.abandoned]).toEqual([[], ["p1"]]);
  });

  test("does not offer again what was answered although it was stopped", async () => {
    const agent = new Agent();
    const conversation = agent.conversation("p1");
    conversation.say({ instruction: "Plan it" });
    await settled();
    conversation.stop();
    const said = { role: "user", text: "Plan it", patches: [] };
    const answered = { role: "agent", text: "", patches: [{}] };
    conversation.hearRecorded([said] as unknown as Proposal["messages"]);
    expect(conversation.typed()).toBe("Plan it");
    conversation.hearRecorded([said, answered] as unknown as Proposal["messages"]);
    expect(conversation.typed()).toBe("");
  });

  test("does not hear what comes after it was stopped", async () => {
    const agent = new Agent();
    const conversation = agent.conversation("p1");
    conversation.say({ instruction: "Plan it" });
    await agent.says(patch("a"));
    conversation.stop();
    await agent.says(DONE);
    expect(agent.done).toEqual([]);
    expect(conversation.typed()).toBe("");
  });
});
