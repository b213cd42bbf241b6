import { describe, expect, test } from "vitest";

import { setFields } from "@/components/task/edits/taskEdits";
import type { Reverted } from "@/features/plan/store/ledger";
import { created, MemoryLedger, PROJECT } from "@/features/plan/store/MemoryLedger";
import { passingOutbox } from "@/features/plan/store/outbox";
import { PlanStore } from "@/features/plan/store/PlanStore";
import type { Listener } from "@/features/plan/store/planState";
import type { KeptEdit } from "@/lib/keeping/kept";
import { Problem, unreachable } from "@/lib/problem";
import type { Task } from "@/patch/model";

class Heard implements Listener {
  readonly said: string[] = [];
  onReverted = (way: string, { message }: Reverted) => this.said.push(`${way}: ${message}`);
  onRefused = ({ message }: KeptEdit, { code }: Problem) => this.said.push(`${code}: ${message}`);
  onRevertRefused = (way: string) => this.said.push(`no ${way}`);
  onLost = (problem: unknown) => this.said.push(`lost: ${String(problem)}`);
}

function setup(...titles: string[]) {
  const ledger = new MemoryLedger([
    PROJECT,
    ...titles.map((title, index) => created(`t${index}`, title)),
  ]);
  const heard = new Heard();
  const loaded = { plan: ledger.plan, version: ledger.log.length };
  const pauses: number[] = [];
  const outbox = passingOutbox();
  const patience = { until: Promise.resolve() };
  const pause = (milliseconds: number) => {
    pauses.push(milliseconds);
    return patience.until;
  };
  const open = () => new PlanStore(loaded, ledger, heard, { projectId: "p", outbox, pause });
  const store = open();
  const shown = (id: string): Task => {
    const task = store.state().plan.tasks.get(id);
    if (!task) throw new Error(`${id} is not shown`);
    return task;
  };
  const saved = () => expect.poll(() => store.state().waiting).toEqual([]);
  return { ledger, heard, store, shown, saved, pauses, outbox, open, patience };
}

describe("editing a plan", () => {
  test("an edit shows at once, and is saved", async () => {
    const { ledger, store, shown, saved } = setup("One");
    store.edit(setFields(shown("t0"), { title: "Uno" }));
    expect(shown("t0").title).toBe("Uno");
    expect(store.state().waiting).toHaveLength(1);
    await saved();
    expect(ledger.plan.tasks.get("t0")?.title).toBe("Uno");
    expect(store.state().version).toBe(ledger.log.length);
  });

  test("quick edits of the same field arrive in order and do not meet themselves", async () => {
    const { ledger, heard, store, shown, saved } = setup("One");
    for (const title of ["a", "b", "c"]) store.edit(setFields(shown("t0"), { title }));
    await saved();
    expect(ledger.log.slice(2).map((patch) => patch.body)).toEqual([
      { title: "a" },
      { title: "b" },
      { title: "c" },
    ]);
    expect(heard.said).toEqual([]);
  });

  test("one edit is taken back, whatever was done after it", async () => {
    const { ledger, heard, store, shown, saved } = setup("One", "Two");
    const id = store.edit(setFields(shown("t0"), { title: "Uno" }));
    await saved();
    ledger.log.push(...setFields(shown("t1"), { title: "Theirs" }).patches);
    store.takeBack(id);
    await expect.poll(() => heard.said).toEqual(["undo: That one"]);
    expect([shown("t0").title, shown("t1").title]).toEqual(["One", "Theirs"]);
  });

  test("an edit that was not saved need not be saved to be taken back", async () => {
    const { ledger, heard, store, shown, patience } = setup("One", "Two");
    patience.until = new Promise(() => undefined);
    ledger.trouble.push({ problem: unreachable(), after: false });
    const first = setFields(shown("t0"), { title: "Uno" });
    const id = store.edit(first);
    store.edit(setFields(shown("t1"), { title: "Due" }));
    await expect.poll(() => store.state().trouble).not.toBeNull();
    store.takeBack(id);
    expect([shown("t0").title, shown("t1").title]).toEqual(["One", "Due"]);
    expect(heard.said).toEqual([`undo: ${first.message}`]);
  });

  test("a new task gets its number from the server", async () => {
    const { store, shown, saved } = setup("One");
    store.edit({ patches: [created("t9", "New")], message: "Added" });
    expect(shown("t9").number).toBe(0);
    await saved();
    expect(shown("t9").number).toBe(2);
  });

  test("an edit that breaks a rule is refused before it is shown", () => {
    const { store, shown } = setup("One");
    expect(() => {
      store.edit(setFields(shown("t0"), { parent_id: "t0" }));
    }).toThrow("under itself");
    expect(store.state().waiting).toEqual([]);
  });

  test("what others did comes below what is not saved yet", async () => {
    const { ledger, store, shown, saved } = setup("One", "Two");
    store.edit(setFields(shown("t0"), { title: "Mine" }));
    ledger.log.push(...setFields(shown("t1"), { title: "Theirs" }).patches);
    store.hear(ledger.log.length);
    await saved();
    await expect.poll(() => shown("t1").title).toBe("Theirs");
    expect(shown("t0").title).toBe("Mine");
  });

  test("two that changed the same: ours is taken back, theirs is shown, and it is said", async () => {
    const { ledger, heard, store, shown, saved } = setup("One");
    ledger.log.push(...setFields(shown("t0"), { title: "Theirs" }).patches);
    store.edit(setFields(shown("t0"), { title: "Mine" }));
    await saved();
    expect(shown("t0").title).toBe("Theirs");
    expect(heard.said).toEqual(["conflict: Renamed T… to “Mine”"]);
  });

  test("an edit of a task that somebody else deleted is not lost in silence", async () => {
    const { ledger, heard, store, shown, saved } = setup("One");
    const edit = setFields(shown("t0"), { title: "Mine" });
    ledger.log.push({ op: "delete", target: "task", target_id: "t0" });
    store.edit(edit);
    await saved();
    expect(heard.said).toEqual([`conflict: ${edit.message}`]);
    expect(store.state().plan.tasks.has("t0")).toBe(false);
  });

  test("while the server cannot be reached it is asked again, and nothing is appended twice", async () => {
    const { ledger, heard, store, shown, saved, pauses } = setup("One");
    ledger.trouble.push({ problem: unreachable(), after: false });
    ledger.trouble.push({ problem: unreachable(), after: true });
    store.edit(setFields(shown("t0"), { title: "Uno" }));
    await saved();
    expect(ledger.log).toHaveLength(3);
    expect(pauses).toEqual([400, 800]);
    expect(heard.said).toEqual([]);
    expect(store.state().trouble).toBeNull();
  });

  test("an edit that the server turns down is taken back, and the next one goes on", async () => {
    const { ledger, heard, store, shown, saved } = setup("One", "Two");
    ledger.trouble.push({ problem: new Problem(422, { code: "too_long" }), after: false });
    const refused = setFields(shown("t0"), { title: "Long" });
    store.edit(refused);
    store.edit(setFields(shown("t1"), { title: "Dos" }));
    await saved();
    expect(heard.said).toEqual([`too_long: ${refused.message}`]);
    expect([shown("t0").title, shown("t1").title]).toEqual(["One", "Dos"]);
    expect(ledger.log).toHaveLength(4);
  });

  test("undo waits for the edits before it, and says what was undone", async () => {
    const { heard, store } = setup("One");
    store.edit({ patches: [created("t9", "New")], message: "Added" });
    store.revert("undo");
    await expect.poll(() => heard.said).toEqual(["undo: Added it"]);
    expect(store.state().plan.tasks.has("t9")).toBe(false);
  });

  test("where there is nothing to undo, that is said", async () => {
    const { heard, store, shown, saved } = setup("One");
    store.edit(setFields(shown("t0"), { title: "Uno" }));
    store.revert("undo");
    await saved();
    await expect.poll(() => heard.said).toEqual(["no undo"]);
  });

  test("what was edited and not sent is sent by whoever opens the plan next", async () => {
    const { ledger, store, shown, open, outbox } = setup("One");
    ledger.trouble.push({ problem: new Problem(401, {}), after: false });
    store.edit(setFields(shown("t0"), { title: "Refused" }));
    await expect.poll(() => store.state().refused).toHaveLength(1);
    const [refused] = await outbox.all();
    if (!refused) throw new Error("nothing is kept");
    await outbox.put({ ...refused, refusal: null });
    const next = open();
    await expect.poll(() => ledger.plan.tasks.get("t0")?.title).toBe("Refused");
    await expect.poll(() => next.state().waiting).toEqual([]);
    expect(await outbox.all()).toEqual([]);
  });

  test("what the server did not take stays to be decided, also for whoever opens it next", async () => {
    const { ledger, store, shown, open, outbox } = setup("One");
    ledger.log.push(...setFields(shown("t0"), { title: "Theirs" }).patches);
    store.edit(setFields(shown("t0"), { title: "Mine" }));
    await expect.poll(() => store.state().refused).toHaveLength(1);
    const next = open();
    await expect
      .poll(() => next.state().refused.map(({ refusal }) => refusal?.status))
      .toEqual([409]);
    next.discard(next.state().refused[0]?.id ?? "");
    expect(next.state().refused).toEqual([]);
    await expect.poll(() => outbox.all()).toEqual([]);
  });

  test("an edit that waits is discarded, or undone, without the server", async () => {
    const { ledger, heard, store, shown, saved, patience } = setup("One", "Two");
    ledger.trouble.push({ problem: unreachable(), after: false });
    patience.until = new Promise(() => undefined);
    store.edit(setFields(shown("t0"), { title: "Sent" }));
    const discarded = setFields(shown("t1"), { title: "Discarded" });
    store.edit(discarded);
    const undone = setFields(shown("t1"), { priority: "high" });
    store.edit(undone);
    await expect.poll(() => store.state().trouble).not.toBeNull();
    store.revert("undo");
    store.discard(store.state().waiting[1]?.id ?? "");
    expect(shown("t1")).toMatchObject({ title: "Two", priority: "medium" });
    store.wake();
    await saved();
    expect(ledger.log.slice(3).map((patch) => patch.body)).toEqual([{ title: "Sent" }]);
    expect(heard.said).toEqual([`undo: ${undone.message}`]);
  });

  test("an edit that another tab discarded is not sent", async () => {
    const { ledger, store, shown, saved, outbox, patience } = setup("One");
    ledger.trouble.push({ problem: unreachable(), after: false });
    patience.until = new Promise(() => undefined);
    store.edit(setFields(shown("t0"), { title: "Uno" }));
    await expect.poll(() => store.state().trouble).not.toBeNull();
    await outbox.settle(store.state().waiting[0]?.id ?? "", []);
    store.wake();
    await saved();
    expect([ledger.log.length, shown("t0").title]).toEqual([2, "One"]);
  });

  test("where nothing can be kept, edits are sent all the same, and the page warns of leaving", async () => {
    const { ledger, store, shown, saved, outbox } = setup("One");
    outbox.put = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    ledger.trouble.push({ problem: unreachable(), after: false });
    store.edit(setFields(shown("t0"), { title: "Uno" }));
    await expect.poll(() => store.state().isFragile).toBe(true);
    await saved();
    expect(ledger.plan.tasks.get("t0")?.title).toBe("Uno");
    expect(store.state().isFragile).toBe(false);
  });
});
