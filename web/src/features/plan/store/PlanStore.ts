import type { Edit } from "@/components/task/edits/edit";
import type { Changeset, Ledger, Reverted, Versioned } from "@/features/plan/store/ledger";
import { newId } from "@/lib/ids";
import { Problem } from "@/lib/problem";
import { applyAll, replay } from "@/patch/apply";
import type { Patch } from "@/patch/model";
import type { Plan } from "@/patch/plan";

/** What the page shows of a plan. */
export interface PlanState {
  /** The plan with everything that was edited here, saved or not. */
  readonly plan: Plan;
  /** The version that the server has confirmed. */
  readonly version: number;
  /** How many edits are not saved yet. */
  readonly unsaved: number;
  /** Why they are not, while the server is asked again and again; null when all is well. */
  readonly trouble: string | null;
}

/** What happens to edits after they were made. */
export interface Listener {
  onReverted(way: "undo" | "redo", reverted: Reverted): void;
  /** The server turned an edit down; it is taken back. */
  onRefused(refused: Changeset, problem: unknown): void;
  /** Somebody else changed the same; the edit is taken back until a person has chosen. */
  onConflict(refused: Changeset, problem: Problem): void;
  onRevertRefused(way: "undo" | "redo", problem: unknown): void;
  /** What others did could not be fetched: the plan has to be loaded anew. */
  onLost(problem: unknown): void;
}

type Job = () => Promise<void>;

/** How long to wait before asking again, in milliseconds: doubled each time, up to the limit. */
const PAUSE = { first: 400, limit: 10_000 };

/**
 * A plan that is edited here and elsewhere. Edits show at once and are sent one after the other, so
 * that none overtakes another; what others did is fetched and put below what is not saved yet.
 */
export class PlanStore {
  private readonly ledger: Ledger;
  private readonly listener: Listener;
  private readonly pause: (milliseconds: number) => Promise<void>;
  private confirmed: Versioned;
  private pending: readonly Changeset[] = [];
  private readonly jobs: Job[] = [];
  private running = false;
  private trouble: string | null = null;
  private readonly readers = new Set<() => void>();
  private shown: PlanState;

  constructor(
    loaded: Versioned,
    ledger: Ledger,
    listener: Listener,
    pause: (milliseconds: number) => Promise<void> = sleep,
  ) {
    this.ledger = ledger;
    this.listener = listener;
    this.pause = pause;
    this.confirmed = loaded;
    this.shown = { ...loaded, unsaved: 0, trouble: null };
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.readers.add(reader);
    return () => {
      this.readers.delete(reader);
    };
  };

  readonly state = (): PlanState => this.shown;

  /** Makes an edit; throws `Refused` when it breaks a rule on what is shown. */
  edit({ patches, message }: Edit): void {
    applyAll(this.shown.plan, patches);
    const changeset = { id: newId(), patches, message, base_version: this.confirmed.version };
    this.pending = [...this.pending, changeset];
    this.show();
    this.enqueue(() => this.send(changeset.id));
  }

  /** Takes back this person's last change, or brings it back, after all that was edited before. */
  revert(way: "undo" | "redo"): void {
    const id = newId();
    this.enqueue(async () => {
      try {
        const reverted = await this.persistently(() => this.ledger.revert(way, id));
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
    this.enqueue(() => this.catchUp(version));
  };

  private enqueue(job: Job): void {
    this.jobs.push(job);
    if (!this.running) void this.work();
  }

  private async work(): Promise<void> {
    this.running = true;
    for (let job = this.jobs.shift(); job; job = this.jobs.shift()) {
      await job().catch((problem: unknown) => {
        this.listener.onLost(problem);
      });
    }
    this.running = false;
  }

  private async send(id: string): Promise<void> {
    const changeset = this.pending.find((pending) => pending.id === id);
    if (!changeset) return;
    let version: number;
    try {
      version = await this.persistently(() => this.ledger.commit(changeset));
    } catch (problem) {
      await this.turnDown(changeset, problem);
      return;
    }
    await this.settle(changeset, version);
  }

  /** The changeset was accepted: what it led to is confirmed. */
  private async settle(changeset: Changeset, version: number): Promise<void> {
    const before = this.confirmed.version;
    const undisturbed = version === before + changeset.patches.length;
    // The server gives new tasks their numbers, so those have to be fetched.
    if (undisturbed && changeset.patches.every((patch) => patch.op !== "create")) {
      this.confirmed = { plan: replay(this.confirmed.plan, changeset.patches), version };
    } else await this.catchUp(version, changeset.id);
    const rest = this.pending.filter((pending) => pending.id !== changeset.id);
    // Nobody else came between: the edits that follow were made on top of this one.
    this.pending = !undisturbed
      ? rest
      : rest.map((pending) =>
          pending.base_version === before ? { ...pending, base_version: version } : pending,
        );
    this.show();
  }

  private async turnDown(changeset: Changeset, problem: unknown): Promise<void> {
    const theirs = problem instanceof Problem ? problem.document.version : undefined;
    await this.catchUp(typeof theirs === "number" ? theirs : 0, changeset.id);
    if (problem instanceof Problem && problem.code === "conflict") {
      this.listener.onConflict(changeset, problem);
    } else this.listener.onRefused(changeset, problem);
  }

  /** Fetches what leads to a version; `settled` is then no longer pending. */
  private async catchUp(version: number, settled?: string): Promise<void> {
    const from = this.confirmed.version;
    if (version > from) {
      const patches = await this.persistently(() => this.ledger.changes(from, version));
      this.confirmed = { plan: replay(this.confirmed.plan, patches), version };
    }
    this.pending = this.pending.filter((pending) => pending.id !== settled);
    this.show();
  }

  /** Asks again for as long as the trouble may pass; every call here may be repeated. */
  private async persistently<T>(call: () => Promise<T>): Promise<T> {
    for (let pause = PAUSE.first; ; pause = Math.min(pause * 2, PAUSE.limit)) {
      try {
        const answer = await call();
        this.report(null);
        return answer;
      } catch (problem) {
        if (!(problem instanceof Problem) || !problem.passing) {
          this.report(null);
          throw problem;
        }
        this.report(problem.message);
        await this.pause(pause);
      }
    }
  }

  private report(trouble: string | null): void {
    if (this.trouble === trouble) return;
    this.trouble = trouble;
    this.show();
  }

  /**
   * Shows the confirmed plan with the pending edits on top. One that no longer fits, because of what
   * somebody else did, is not shown but still sent: the server says what is wrong with it.
   */
  private show(): void {
    let plan: Plan = this.confirmed.plan;
    for (const { patches } of this.pending) plan = appliedIfPossible(plan, patches);
    const { version } = this.confirmed;
    this.shown = { plan, version, unsaved: this.pending.length, trouble: this.trouble };
    this.readers.forEach((reader) => {
      reader();
    });
  }
}

function appliedIfPossible(plan: Plan, patches: readonly Patch[]): Plan {
  try {
    return applyAll(plan, patches);
  } catch {
    return plan;
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
