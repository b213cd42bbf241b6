import fc from "fast-check";
import { expect, test, vi } from "vitest";

import { setFields } from "@/components/task/edits/taskEdits";
import type { Changeset, Ledger } from "@/features/plan/store/ledger";
import { created, MemoryLedger, overlap, PROJECT } from "@/features/plan/store/MemoryLedger";
import { passingOutbox, type Outbox } from "@/features/plan/store/outbox";
import { PlanStore } from "@/features/plan/store/PlanStore";
import { unreachable } from "@/lib/problem";
import type { Patch, TaskFields } from "@/patch/model";

// Whatever happens, and in whatever order: each edit is in the ledger once, or it is told why not.

const TASKS = ["t0", "t1"] as const;
const FIELDS = ["title", "assignee"] as const;
const place = {
  task: fc.constantFrom(...TASKS),
  field: fc.constantFrom(...FIELDS),
  tab: fc.constantFrom(0, 1),
};
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("edit" as const), ...place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("add" as const), ...place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("others" as const), ...place }) },
  fc.record({ kind: fc.constant("remove" as const), ...place }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("away" as const), ...place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("back" as const), ...place }) },
  fc.record({ kind: fc.constant("lose" as const), ...place }),
  fc.record({ kind: fc.constant("close" as const), ...place }),
  fc.record({ kind: fc.constant("hear" as const), ...place }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("wait" as const), ...place }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** An edit as it was made: what it was seen to stand on, in the ledger and of the same person. */
interface Made {
  readonly patches: readonly Patch[];
  readonly version: number;
  readonly seen: readonly Patch[];
}

class World {
  constructor() {
    // Several edits are made in the same millisecond, also in different tabs.
    let clock = 0;
    vi.spyOn(Date, "now").mockImplementation(() => (clock += this.made.length % 2));
  }

  readonly ledger = new MemoryLedger([PROJECT, ...TASKS.map((id) => created(id, id))]);
  readonly outbox = passingOutbox();
  readonly made: Made[] = [];
  private readonly tabs: Tab[] = [];
  private isAway = false;
  private loses = false;
  private resting: (() => void)[] = [];

  tab(index: number): Tab {
    return (this.tabs[index] ??= this.open());
  }

  private open(): Tab {
    return new Tab(this);
  }

  /** A call to the ledger: it may not arrive, or its answer may not. */
  async call<T>(answer: () => Promise<T>): Promise<T> {
    await Promise.resolve();
    if (this.isAway) throw unreachable();
    const given = await answer();
    if (this.loses) {
      this.loses = false;
      throw unreachable();
    }
    return given;
  }

  readonly pause = (): Promise<void> =>
    new Promise((resolve) => {
      if (this.isAway) this.resting.push(resolve);
      else resolve();
    });

  async take({ kind, task, field, tab }: Step): Promise<void> {
    if (kind === "edit") this.edit(tab, task, { [field]: `mine ${this.made.length}` });
    else if (kind === "add") this.add(tab);
    else if (kind === "others") this.others(task, { [field]: `theirs ${this.ledger.log.length}` });
    else if (kind === "remove") this.remove(task);
    else if (kind === "away") this.isAway = true;
    else if (kind === "back") this.back();
    else if (kind === "lose") this.loses = true;
    else if (kind === "close") this.close(tab);
    else if (kind === "hear") this.tab(tab).store.hear(this.ledger.log.length);
    else await settled();
  }

  private edit(tab: number, id: string, fields: TaskFields): void {
    const task = this.tab(tab).store.state().plan.tasks.get(id);
    if (task) this.make(tab, setFields(task, fields).patches);
  }

  private add(tab: number): void {
    this.make(tab, [created(`new${this.made.length}`, "New")]);
  }

  private make(tab: number, patches: readonly Patch[]): void {
    const message = String(this.made.length);
    const { store } = this.tab(tab);
    const { version, waiting } = store.state();
    this.made.push({ patches, version, seen: waiting.flatMap((edit) => edit.patches) });
    store.edit({ patches, message });
  }

  private others(id: string, body: TaskFields): void {
    if (this.ledger.plan.tasks.has(id)) {
      this.ledger.log.push({ op: "update", target: "task", target_id: id, body });
    }
  }

  private remove(id: string): void {
    if (this.ledger.plan.tasks.has(id)) {
      this.ledger.log.push({ op: "delete", target: "task", target_id: id });
    }
  }

  private close(tab: number): void {
    this.tabs[tab]?.close();
    this.tabs[tab] = this.open();
  }

  back(): void {
    this.isAway = false;
    this.resting.splice(0).forEach((wake) => {
      wake();
    });
  }
}

/** A tab: what it asked for is never answered once it is closed, and it holds no lock any more. */
class Tab {
  readonly store: PlanStore;
  private end: () => void = () => undefined;
  private readonly closed = new Promise<never>((_, reject) => {
    this.end = () => {
      reject(new Error("closed"));
    };
  });
  private isClosed = false;

  constructor(world: World) {
    this.closed.catch(() => undefined);
    const { ledger } = world;
    const alive = <T>(call: () => Promise<T>): Promise<T> =>
      this.isClosed ? new Promise<T>(() => undefined) : world.call(call);
    const linked: Ledger = {
      commit: (changeset: Changeset) => alive(() => ledger.commit(changeset)),
      find: (id) => alive(() => ledger.find(id)),
      revert: () => alive(() => ledger.revert()),
      undo: (changesetId) => alive(() => ledger.undo(changesetId)),
      changes: (from, to) => alive(() => ledger.changes(from, to)),
    };
    const outbox: Outbox = {
      ...world.outbox,
      alone: (send) => world.outbox.alone(() => Promise.race([send(), this.closed])),
    };
    const loaded = { plan: ledger.plan, version: ledger.log.length };
    const around = { projectId: "p", outbox, pause: world.pause };
    this.store = new PlanStore(loaded, linked, SILENT, around);
  }

  close(): void {
    this.isClosed = true;
    this.end();
  }
}

const SILENT = {
  onReverted: () => undefined,
  onRefused: () => undefined,
  onRevertRefused: () => undefined,
  onLost: () => undefined,
};

/** What is under way has gone as far as it can. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) await Promise.resolve();
}

test("each edit is in the ledger once and in order, or refused because of somebody else", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const world = new World();
      for (const one of steps) await world.take(one);
      world.back();
      await settled();
      // Whoever looks again later sends what a closed tab left behind.
      const last = world.tab(0).store;
      last.wake();
      last.hear(world.ledger.log.length);
      for (let turn = 0; turn < 20; turn += 1) await settled();
      expect(waitingIn(await world.outbox.all())).toEqual([]);
      last.hear(world.ledger.log.length);
      await settled();

      const refused = (await world.outbox.all()).map(({ message }) => Number(message));
      const { log } = world.ledger;
      const places = world.made.map(({ patches }) =>
        log.filter((patch) => isOneOf(patches, patch)),
      );
      expect(places.map(({ length }) => length)).toEqual(
        world.made.map((_, index) => (refused.includes(index) ? 0 : 1)),
      );
      for (const { patches, seen } of world.made) {
        const own = log.findIndex((patch) => isOneOf(patches, patch));
        const later = own < 0 ? [] : log.slice(own + 1).filter((patch) => isOneOf(seen, patch));
        expect(later, "what it was made on came first").toEqual([]);
      }
      for (const index of refused) {
        expect(world.made[index], "it met what it was not made on").toSatisfy((edit: Made) =>
          log
            .slice(edit.version)
            .filter((patch) => !isOneOf(edit.seen, patch))
            .some((theirs) => edit.patches.some((ours) => overlap(theirs, ours))),
        );
      }
      expect(last.state().plan).toEqual(world.ledger.plan);
    }),
    { numRuns: 60 },
  );
});

function waitingIn(kept: Awaited<ReturnType<Outbox["all"]>>): string[] {
  return kept.filter(({ refusal }) => refusal === null).map(({ message }) => message);
}

/** Whether a patch of the log is one of these; the ledger has given new tasks a number. */
function isOneOf(patches: readonly Patch[], found: Patch): boolean {
  return patches.some(
    (patch) =>
      patch.op === found.op &&
      patch.target_id === found.target_id &&
      Object.entries(patch.body ?? {}).every(
        ([field, value]) => (found.body as Record<string, unknown>)[field] === value,
      ),
  );
}
