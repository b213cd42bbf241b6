import { Chunk } from "@/features/history/recording/Chunk";
import type { Source, Step } from "@/features/history/recording/source";
import { EMPTY, type Plan } from "@/patch/plan";

/** How a recording is cut, and how much of it stays in memory. */
export interface Cut {
  /** Versions that are loaded at a time. */
  readonly chunk: number;
  /** One plan is kept every so many versions. */
  readonly spacing: number;
  /** How many chunks are kept at most, and how many tasks the plans in them may have together. */
  readonly chunks: number;
  readonly tasks: number;
}

const CUT: Cut = { chunk: 1000, spacing: 250, chunks: 16, tasks: 1_500_000 };
/** However large the plans are, the neighbours of where one looks stay. */
const FEWEST = 3;

/**
 * A project's past, computed from its patches as the server computes it: `at` gives the plan at a
 * version at once, if what it is made of is there.
 *
 * The versions are loaded in chunks: first that of the version that is looked at, with the plan at
 * its beginning, then those around it, from the oldest on, because each begins with what the one
 * before it ends with. What is far away is let go.
 */
export class Recording {
  private readonly source: Source;
  private readonly cut: Cut;
  private readonly chunks = new Map<number, Chunk>();
  private readonly listeners = new Set<() => void>();
  private wanted = 0;
  private newest: number;
  private loading: number | null = null;
  private stopped = false;
  private trouble: { index: number; error: unknown } | null = null;
  private count = 0;

  constructor(source: Source, newest: number, cut: Cut = CUT) {
    this.source = source;
    this.newest = newest;
    this.cut = cut;
  }

  /** Grows with everything that comes in: what was not there may be there now. */
  readonly revision = (): number => this.count;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The plan at a version; undefined while it is not loaded. */
  at(version: number): Plan | undefined {
    if (version === 0) return EMPTY;
    return this.holding(version)?.planAt(version);
  }

  /** Whether a version can be shown now. */
  has(version: number): boolean {
    return version === 0 || this.holding(version) !== undefined;
  }

  /** The version that can be shown now and is nearest to this one. */
  nearest(version: number): number {
    if (this.has(version)) return version;
    let best = 0;
    for (const { start, end } of this.chunks.values()) {
      const near = Math.min(Math.max(version, start), end);
      if (Math.abs(near - version) < Math.abs(best - version)) best = near;
    }
    return best;
  }

  /** The changeset that made a version; undefined for 0, and while it is not loaded. */
  stepAt(version: number): Step | undefined {
    return this.holding(version)?.stepAt(version);
  }

  /** Why the version that is looked at could not be loaded; null: nothing went wrong. */
  failure(): unknown {
    return this.trouble?.index === this.indexOf(this.wanted) ? this.trouble.error : null;
  }

  /** How far it is loaded, from 0 to 1. */
  loaded(): number {
    return this.newest === 0 ? 1 : Math.min(1, (this.chunks.size * this.cut.chunk) / this.newest);
  }

  /** Looks at a version: it is loaded next, then what is around it. */
  look(version: number): void {
    this.wanted = Math.min(version, this.newest);
    this.stopped = false;
    void this.fill();
  }

  /** Tries again what could not be loaded. */
  retry(): void {
    this.trouble = null;
    this.tell();
    void this.fill();
  }

  /** The project has grown. */
  grow(newest: number): void {
    if (newest <= this.newest) return;
    this.newest = newest;
    void this.fill();
  }

  /** Loads nothing more, until it is looked at again. */
  stop(): void {
    this.stopped = true;
  }

  private holding(version: number): Chunk | undefined {
    const chunk = this.chunks.get(this.indexOf(version));
    return chunk && version <= chunk.end ? chunk : undefined;
  }

  /** A version belongs to the chunk whose patches made it. */
  private indexOf(version: number): number {
    return Math.max(0, Math.ceil(version / this.cut.chunk) - 1);
  }

  private async fill(): Promise<void> {
    if (this.loading !== null) return;
    for (let next = this.next(); next !== null; next = this.next()) {
      this.loading = next;
      try {
        await this.load(next);
        if (this.trouble?.index === next) this.trouble = null;
      } catch (error) {
        this.trouble = { index: next, error };
      }
      this.loading = null;
      this.letGo();
      this.tell();
      if (this.trouble) return;
    }
  }

  /** The chunk to load next: that of where one looks, then the others; null: all is there. */
  private next(): number | null {
    if (this.stopped || this.newest === 0) return null;
    const here = this.indexOf(this.wanted);
    if (this.isMissing(here)) return here;
    const { low, high } = this.window();
    for (let index = low; index <= high; index += 1) if (this.isMissing(index)) return index;
    return null;
  }

  /** The chunks that are kept: as many as may be, with the one that is looked at in the middle. */
  private window(): { low: number; high: number } {
    const last = this.indexOf(this.newest);
    const most = this.most();
    const low = Math.max(0, Math.min(this.indexOf(this.wanted) - (most >> 1), last - most + 1));
    return { low, high: Math.min(last, low + most - 1) };
  }

  private most(): number {
    let largest = 1;
    for (const chunk of this.chunks.values()) largest = Math.max(largest, chunk.size);
    const plans = Math.ceil(this.cut.chunk / this.cut.spacing) + 1;
    return Math.max(
      FEWEST,
      Math.min(this.cut.chunks, Math.floor(this.cut.tasks / largest / plans)),
    );
  }

  private isMissing(index: number): boolean {
    const end = Math.min(this.newest, (index + 1) * this.cut.chunk);
    return (this.chunks.get(index)?.end ?? -1) < end;
  }

  private async load(index: number): Promise<void> {
    const start = index * this.cut.chunk;
    const known = this.chunks.get(index);
    if (known) {
      const more = await this.source.accepted(known.end, start + this.cut.chunk - known.end);
      known.extend(more.patches, more.steps);
      return;
    }
    const before = this.chunks.get(index - 1);
    const [base, { patches, steps }] = await Promise.all([
      before?.end === start ? before.planAt(start) : this.base(start),
      this.source.accepted(start, this.cut.chunk),
    ]);
    const chunk = new Chunk(start, base, patches, steps, this.cut.spacing);
    this.chunks.set(index, chunk);
    const after = this.chunks.get(index + 1);
    if (after?.start === chunk.end) after.joinOnto(chunk.planAt(chunk.end));
  }

  private base(start: number): Plan | Promise<Plan> {
    return start === 0 ? EMPTY : this.source.planAt(start);
  }

  private letGo(): void {
    const { low, high } = this.window();
    for (const index of this.chunks.keys()) {
      if (index < low || index > high) this.chunks.delete(index);
    }
  }

  private tell(): void {
    this.count += 1;
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}
