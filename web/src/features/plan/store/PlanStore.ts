import type { Edit } from "@/components/task/edits/edit";
import { Jobs } from "@/features/plan/store/Jobs";
import type { Changeset, Ledger, Reverted, Versioned } from "@/features/plan/store/ledger";
import { passingOutbox, type Outbox } from "@/features/plan/store/outbox";
import { Patience } from "@/features/plan/store/Patience";
import type { Listener, PlanState } from "@/features/plan/store/planState";
import { standingOn } from "@/features/plan/store/standing";
import { newId } from "@/lib/ids";
import type { KeptEdit } from "@/lib/keeping/kept";
import { Problem } from "@/lib/problem";
import { applyAll, replay } from "@/patch/apply";
import type { Patch } from "@/patch/model";
import type { Plan } from "@/patch/plan";

/** What a store stands on beside the ledger; a test has its own. */
export interface Surroundings {
  readonly projectId: string;
  readonly outbox: Outbox;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/**
 * A plan that is edited here and elsewhere. Edits show at once, are kept on this device until they are
 * settled, and are sent one after the other, so that none overtakes another; what others did is fetched
 * and put below what is not saved yet.
 */
export class PlanStore {
  private readonly ledger: Ledger;
  private readonly listener: Listener;
  private readonly projectId: string;
  private readonly outbox: Outbox;
  private readonly patience: Patience;
  private confirmed: Versioned;
  private waiting: readonly KeptEdit[] = [];
  private refused: readonly KeptEdit[] = [];
  /** The edits that this device could not keep. */
  private readonly unkept = new Set<string>();
  private readonly jobs: Jobs;
  private readonly readers = new Set<() => void>();
  private shown: PlanState;

  constructor(loaded: Versioned, ledger: Ledger, listener: Listener, around: Surroundings) {
    this.ledger = ledger;
    this.listener = listener;
    this.projectId = around.projectId;
    this.outbox = around.outbox;
    this.patience = new Patience(around.pause, () => {
      this.show();
    });
    this.jobs = new Jobs((problem) => {
      listener.onLost(problem);
    });
    this.confirmed = loaded;
    this.shown = { ...loaded, waiting: [], refused: [], trouble: null, isFragile: false };
    void this.adopt();
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.readers.add(reader);
    return () => {
      this.readers.delete(reader);
    };
  };

  readonly state = (): PlanState => this.shown;

  /** The plan as the server has confirmed it. */
  saved(): Versioned {
    return this.confirmed;
  }

  /** Makes an edit, and gives its id; throws `Refused` when it breaks a rule on what is shown. */
  edit({ patches, message, since }: Edit): string {
    applyAll(this.shown.plan, patches);
    const at = Math.max(Date.now(), (this.waiting.at(-1)?.at ?? 0) + 1);
    const base_version = since ?? this.confirmed.version;
    const made = { id: newId(), projectId: this.projectId, at, message, patches, base_version };
    const edit: KeptEdit = { ...made, on: this.waiting.map(({ id }) => id), refusal: null };
    this.waiting = [...this.waiting, edit];
    const kept = this.keep(edit);
    this.show();
    this.jobs.add(async () => {
      await kept;
      await this.sendFirst();
    });
    return edit.id;
  }

  /** Takes back one edit, whatever was done after it, here or elsewhere. */
  takeBack(editId: string): void {
    const unsaved = [...this.waiting, ...this.refused].find(({ id }) => id === editId);
    if (unsaved && (unsaved.refusal !== null || this.shown.trouble !== null)) {
      this.forgo("undo", unsaved);
      return;
    }
    this.ask("undo", (id) => this.ledger.undo(editId, id));
  }

  /** Takes back this person's last change, or brings it back, after all that was edited before. */
  revert(way: "undo" | "redo"): void {
    const last = this.waiting.at(-1);
    if (way === "undo" && last && this.shown.trouble !== null) this.forgo(way, last);
    else this.ask(way, (id) => this.ledger.revert(way, id));
  }

  /** Nobody else has seen it: it need not be made in order to be undone. */
  private forgo(way: "undo", { id, message }: KeptEdit): void {
    this.discard(id);
    this.listener.onReverted(way, { version: this.confirmed.version, message });
  }

  private ask(way: "undo" | "redo", call: (id: string) => Promise<Reverted>): void {
    const id = newId();
    this.jobs.add(async () => {
      try {
        const reverted = await this.patience.until(() => call(id));
        await this.catchUp(reverted.version);
        this.listener.onReverted(way, reverted);
      } catch (problem) {
        this.listener.onRevertRefused(way, problem);
      }
    });
  }

  /** Hears that the server has a version, and fetches what leads to it. */
  readonly hear = (version: number): void => {
    if (version <= this.confirmed.version) return;
    this.jobs.add(() => this.catchUp(version));
  };

  /** Asks at once again for what could not be had, and looks for edits that other tabs left behind. */
  readonly wake = (): void => {
    this.patience.wake();
    void this.adopt();
  };

  /** Forgets an edit that waits or was refused. */
  discard(id: string): void {
    this.forget(id);
    this.outbox.settle(id, []).catch(() => undefined);
  }

  /** Takes up what was edited on this device and not settled, perhaps by a tab that is closed by now. */
  private async adopt(): Promise<void> {
    const kept = await this.outbox.all().catch(() => []);
    const known = new Set([...this.waiting, ...this.refused].map(({ id }) => id));
    const found = kept.filter(({ id }) => !known.has(id));
    if (found.length === 0) return;
    const inOrder = (edits: readonly KeptEdit[]) => [...edits].sort((a, b) => a.at - b.at);
    const refused = found.filter(({ refusal }) => refusal !== null);
    const waiting = found.filter(({ refusal }) => refusal === null);
    this.refused = inOrder([...this.refused, ...refused]);
    this.waiting = inOrder([...this.waiting, ...waiting]);
    this.show();
    waiting.forEach(() => {
      this.jobs.add(this.sendFirst);
    });
  }

  private async keep(edit: KeptEdit): Promise<void> {
    try {
      await this.outbox.put(edit);
    } catch {
      this.unkept.add(edit.id);
      this.show();
    }
  }

  /** Sends the edit that waits longest, for as long as it takes. */
  private readonly sendFirst = async (): Promise<void> => {
    const edit = this.waiting[0];
    if (edit) await this.patience.until(() => this.outbox.alone(() => this.attempt(edit.id)));
  };

  /** One attempt to send an edit; each step of it may be repeated. */
  private async attempt(id: string): Promise<void> {
    const mine = this.waiting.find((edit) => edit.id === id);
    if (!mine) return;
    // As another tab may have left it.
    const edit = this.unkept.has(id) ? mine : await this.outbox.get(id).catch(() => mine);
    if (edit?.refusal) {
      this.drop(id);
      this.refused = [...this.refused, edit];
      this.show();
      return;
    }
    let version: number | null;
    try {
      version = edit ? await this.ledger.commit(sent(edit)) : await this.ledger.find(id);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.passing) throw problem;
      await this.turnDown(mine, problem);
      return;
    }
    if (version !== null) await this.settle(edit ?? mine, version);
    else this.forget(id);
  }

  /** The edit was accepted: what it led to is confirmed, and those behind it stand on that. */
  private async settle(edit: KeptEdit, version: number): Promise<void> {
    const first = version - edit.patches.length;
    const { version: known, plan } = this.confirmed;
    // The server gives new tasks their numbers, so those have to be fetched.
    if (first === known && edit.patches.every(({ op }) => op !== "create")) {
      this.confirmed = { plan: replay(plan, edit.patches), version };
    } else await this.fetchTo(version);
    const accepted = { id: edit.id, first, version, plan: this.confirmed.plan };
    const rest = await standingOn(accepted, this.waiting, this.ledger);
    await this.outbox.settle(edit.id, rest).catch(() => undefined);
    const changed = new Map(rest.map((one) => [one.id, one]));
    this.drop(edit.id);
    this.waiting = this.waiting.map((one) => changed.get(one.id) ?? one);
    this.show();
  }

  private async turnDown(edit: KeptEdit, problem: Problem): Promise<void> {
    const { status, document } = problem;
    await this.fetchTo(typeof document.version === "number" ? document.version : 0);
    const refused: KeptEdit = { ...edit, refusal: { status, document } };
    await this.keep(refused);
    this.drop(edit.id);
    this.refused = [...this.refused, refused];
    this.show();
    this.listener.onRefused(refused, problem);
  }

  private forget(id: string): void {
    this.drop(id);
    this.show();
  }

  private drop(id: string): void {
    this.waiting = this.waiting.filter((edit) => edit.id !== id);
    this.refused = this.refused.filter((edit) => edit.id !== id);
    this.unkept.delete(id);
  }

  private async catchUp(version: number): Promise<void> {
    await this.patience.until(() => this.fetchTo(version));
    this.show();
  }

  /** Fetches what leads to a version. */
  private async fetchTo(version: number): Promise<void> {
    const from = this.confirmed.version;
    if (version <= from) return;
    const patches = await this.ledger.changes(from, version);
    this.confirmed = { plan: replay(this.confirmed.plan, patches), version };
  }

  /**
   * Shows the confirmed plan with the waiting edits on top. One that no longer fits, because of what
   * somebody else did, is not shown but still sent: the server says what is wrong with it.
   */
  private show(): void {
    let plan: Plan = this.confirmed.plan;
    for (const { patches } of this.waiting) plan = appliedIfPossible(plan, patches);
    this.shown = {
      plan,
      version: this.confirmed.version,
      waiting: this.waiting,
      refused: this.refused,
      trouble: this.patience.trouble,
      isFragile: this.waiting.some(({ id }) => this.unkept.has(id)),
    };
    this.readers.forEach((reader) => {
      reader();
    });
  }
}

/** A store that keeps nothing beyond the page. */
export function passing(projectId: string): Surroundings {
  return { projectId, outbox: passingOutbox(), pause: sleep };
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function sent({ id, patches, message, base_version }: KeptEdit): Changeset {
  return { id, patches, message, base_version };
}

function appliedIfPossible(plan: Plan, patches: readonly Patch[]): Plan {
  try {
    return applyAll(plan, patches);
  } catch {
    return plan;
  }
}
