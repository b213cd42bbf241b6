import type { TaskRow } from "@/components/tree/rows";

/** Where a dragged task would go: under `parentId`, before its child `beforeId` (null: last). */
export interface Drop {
  readonly parentId: string | null;
  readonly beforeId: string | null;
  /** How to show it: a line above the row `index` at this level, or that row framed. */
  readonly index: number;
  readonly level: number;
  readonly inside: boolean;
}

/** Where the pointer is: over which row, how far down in it (0 to 1), and at what level. */
export interface Pointer {
  readonly index: number;
  readonly down: number;
  readonly level: number;
}

/** The share of a row at its upper and its lower edge that means "between". */
const EDGE = 0.3;

/**
 * Where dropping `dragged` (a task; `within` are its own and all ids below it) would put it; null
 * where it cannot go. Between two rows the level of the pointer chooses among the parents that end
 * there, so that a task can be taken out to any level above.
 */
export function dropAt(
  rows: readonly TaskRow[],
  pointer: Pointer,
  within: ReadonlySet<string>,
): Drop | null {
  const row = rows[pointer.index];
  if (!row) return null;
  const drop =
    pointer.down < EDGE
      ? between(rows, pointer.index, pointer.level)
      : pointer.down > 1 - EDGE
        ? between(rows, pointer.index + 1, pointer.level)
        : { ...inside(row), index: pointer.index, level: row.level + 1, inside: true };
  return drop.parentId !== null && within.has(drop.parentId) ? null : drop;
}

function inside(row: TaskRow): Pick<Drop, "parentId" | "beforeId"> {
  return { parentId: row.id, beforeId: null };
}

/** The gap above the row `index`, at the level nearest to the pointer's that can end there. */
function between(rows: readonly TaskRow[], index: number, wanted: number): Drop {
  const above = rows[index - 1];
  const below = rows[index];
  const deepest = above ? above.level + (above.isExpanded ? 1 : 0) : 1;
  const shallowest = below?.level ?? 1;
  const level = Math.max(shallowest, Math.min(wanted, deepest));
  const parentId = parentAt(rows, index - 1, level);
  const beforeId = below?.level === level ? below.id : null;
  return { parentId, beforeId, index, level, inside: false };
}

/** The parent of a row of this `level` that would stand just below the row `index`. */
function parentAt(rows: readonly TaskRow[], index: number, level: number): string | null {
  for (let i = index; i >= 0; i -= 1) {
    const row = rows[i];
    if (row && row.level < level) return row.id;
  }
  return null;
}
