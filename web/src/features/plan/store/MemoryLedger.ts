import type { Changeset, Ledger, Reverted } from "@/features/plan/store/ledger";
import { Problem } from "@/lib/problem";
import { applyAll } from "@/patch/apply";
import type { Patch, Task, TaskFields } from "@/patch/model";
import { EMPTY, type Plan } from "@/patch/plan";

export const PROJECT: Patch = {
  op: "create",
  target: "project",
  target_id: "p",
  body: { title: "P" },
};

export function created(id: string, title: string): Patch {
  return { op: "create", target: "task", target_id: id, body: { title, position: id } };
}

/** A ledger in memory, for tests: it appends, numbers new tasks, knows ids again, and refuses what is stale. */
export class MemoryLedger implements Ledger {
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
    const clash = patches.find((ours) => theirs.some((their) => overlap(their, ours)));
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

  async undo(changesetId: string): Promise<Reverted> {
    await Promise.resolve();
    const last = this.answered.get(changesetId);
    const patch = last === undefined ? undefined : this.log[last - 1];
    if (last === undefined || patch?.op !== "update") throw new Problem(404, {});
    const before = applyAll(EMPTY, this.log.slice(0, last - 1)).tasks.get(patch.target_id);
    const fields = Object.keys(patch.body).map((name) => [name, before?.[name as keyof Task]]);
    const body = Object.fromEntries(fields) as TaskFields;
    this.log.push({ op: "update", target: "task", target_id: patch.target_id, body });
    return { version: this.log.length, message: "That one" };
  }

  find(id: string): Promise<number | null> {
    return Promise.resolve(this.answered.get(id) ?? null);
  }

  changes(from: number, to: number): Promise<readonly Patch[]> {
    return Promise.resolve(this.log.slice(from, to));
  }
}

/** Whether two patches change the same. */
export function overlap(a: Patch, b: Patch): boolean {
  if (a.target_id !== b.target_id) return false;
  if (a.op === "delete" || b.op === "delete") return true;
  return Object.keys(b.body).some((field) => field in a.body);
}
