import { describe, expect, test } from "vitest";

import { setFields } from "@/components/task/edits/taskEdits";
import type { Changeset, Ledger, Reverted } from "@/features/plan/store/ledger";
import { PlanStore, type Listener } from "@/features/plan/store/PlanStore";
import { Problem, unreachable } from "@/lib/problem";
import { applyAll } from "@/patch/apply";
import type { Patch, Task } from "@/patch/model";
import { EMPTY, type Plan } from "@/patch/plan";

const PROJECT: Patch = { op: "create", target: "project", target_id: "p", body: { title: "P" } };

function created(id: string, title: string): Patch {
  return { op: "create", target: "task", target_id: id, body: { title, position: id } };
}

/** A ledger in memory: it appends, numbers new tasks, knows ids again, and refuses what is stale. */
class MemoryLedger implements Ledger {
  readonly log: Patch[] = [];
  readonly answered = new Map<string, number>();
  /** Problems that the next calls meet, after or before they took effect. */
  readonly trouble: { problem: Problem; after: boolean }[] = [];

  constructor(patches: readonly Patch[]) {
    this.log.push(...patches);
  }

  get plan(): Plan {
    return applyAll(EMPTY, this.log);
  }

  async commit({ id, patches, base_version }: Changeset): Promise<number> {
    await Promise.resolve();
    const trouble = this.trouble.shift();
    if (trouble && !trouble.after) throw trouble.problem;
    const version = this.answered.get(id) ?? this.append(id, patches, base_version);
    if (trouble) throw trouble.problem;
    return version;
  }

  private append(id: string, patches: readonly Patch[], base: number): number {
    const theirs = this.log.slice(base);
    const clash = patches.find((ours) =>
      theirs.some((their) => their.target_id === ours.target_id && overlaps(their, ours)),
    );
    if (clash) {
      throw new Problem(409, {
        code: "conflict",
        version: this.log.length,
        conflicts: [{ target_id: clash.target_id }],
      });
    }
    this.log.push(...patches.map((patch) => this.numbered(patch)));
    this.answered.set(id, this.log.length);
    return this.log.length;
  }

  private numbered(patch: Patch): Patch {
    if (patch.op !== "create" || patch.target !== "task") return patch;
    return { ...patch, body: { ...patch.body, number: this.plan.tasks.size + 1 } };
  }

  async revert(): Promise<Reverted> {
    await Promise.resolve();
    const last = this.log.at(-1);
    if (last?.op !== "create") throw new Problem(409, { code: "nothing_to_undo" });
    this.log.push({ op: "delete", target: "task", target_id: last.target_id });
    return { version: this.log.length, message: "Added it" };
  }

  changes(from: number, to: number): Promise<readonly Patch[]> {
    return Promise.resolve(this.log.slice(from, to));
  }
}

function overlaps(a: Patch, b: Patch): boolean {
  if (a.op === "delete" || b.op === "delete") return true;
  return Object.keys(b.body).some((field) => field in a.body);
}

class Heard implements Listener {
  readonly said: string[] = [];
  onReverted = (way: string, { message }: Reverted) => this.said.push(`${way}: ${message}`);
  onRefused = (changeset: Changeset) => this.said.push(`refused: ${changeset.message}`);
  onConflict = (changeset: Changeset) => this.said.push(`conflict: ${changeset.message}`);
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
  const store = new PlanStore(loaded, ledger, heard, (pause) => {
    pauses.push(pause);
    return Promise.resolve();
  });
  const shown = (id: string): Task => {
    const task = store.state().plan.tasks.get(id);
    if (!task) throw new Error(`${id} is not shown`);
    return task;
  };
  const saved = () => expect.poll(() => store.state().unsaved).toBe(0);
  return { ledger, heard, store, shown, saved, pauses };
}

describe("editing a plan", () => {
  test("an edit shows at once, and is saved", async () => {
    const { ledger, store, shown, saved } = setup("One");
    store.edit(setFields(shown("t0"), { title: "Uno" }));
    expect(shown("t0").title).toBe("Uno");
    expect(store.state().unsaved).toBe(1);
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
    expect(store.state().unsaved).toBe(0);
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
    expect(heard.said).toEqual([`refused: ${refused.message}`]);
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
});
