import type { Children } from "@/patch/plan";

/** One visible line of the tree. */
export interface TaskRow {
  readonly kind: "task";
  readonly id: string;
  readonly parentId: string | null;
  /** 1 for a root, as `aria-level` counts. */
  readonly level: number;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
  readonly hasChildren: boolean;
  readonly isExpanded: boolean;
}

/** The line in which a task that does not exist yet is being typed. */
export interface NewRow {
  readonly kind: "new";
  readonly id: "new";
  readonly parentId: string | null;
  readonly level: number;
}

/** A visible line. */
export type Row = TaskRow | NewRow;

/** Where a new task would go: below `parentId`, after its sibling `afterId` (null: as the first). */
export interface NewPlace {
  readonly parentId: string | null;
  readonly afterId: string | null;
}

type Known = ReadonlyMap<string, TaskRow>;

/** The lines that are visible when these tasks are expanded, top to bottom; those that are known as they are. */
export function visibleRows(
  children: Children,
  expanded: ReadonlySet<string>,
  known: Known = new Map(),
): TaskRow[] {
  const rows: TaskRow[] = [];
  const add = (parentId: string | null, level: number) => {
    const ids = children.get(parentId) ?? [];
    ids.forEach((id, index) => {
      const hasChildren = (children.get(id)?.length ?? 0) > 0;
      const isExpanded = hasChildren && expanded.has(id);
      const [place, siblings] = [index + 1, ids.length];
      const row: TaskRow = {
        kind: "task",
        ...{ id, parentId, level, place, siblings, hasChildren, isExpanded },
      };
      const before = known.get(id);
      rows.push(before && isSame(before, row) ? before : row);
      if (isExpanded) add(id, level + 1);
    });
  };
  add(null, 1);
  return rows;
}

function isSame(one: TaskRow, other: TaskRow): boolean {
  return (
    one.parentId === other.parentId &&
    one.level === other.level &&
    one.place === other.place &&
    one.siblings === other.siblings &&
    one.hasChildren === other.hasChildren &&
    one.isExpanded === other.isExpanded
  );
}

/**
 * The visible lines of one tree as it changes. A line that stays as it is stays the same object, and
 * all of them the same list: whoever shows them has to look only at what changed.
 */
export class RowsInTime {
  private rows: readonly TaskRow[] = [];
  private readonly known = new Map<string, TaskRow>();

  next(children: Children, expanded: ReadonlySet<string>): readonly TaskRow[] {
    const rows = visibleRows(children, expanded, this.known);
    const isNew = (row: TaskRow, place: number) => row !== this.rows[place];
    if (rows.length === this.rows.length && !rows.some(isNew)) return this.rows;
    // What is gone is forgotten now and then.
    if (this.known.size > 2 * rows.length) this.known.clear();
    for (const row of rows) this.known.set(row.id, row);
    this.rows = rows;
    return rows;
  }
}

/** The lines with the one of a new task among them. */
export function withNewRow(rows: readonly TaskRow[], place: NewPlace): Row[] {
  const parent = rows.findIndex((row) => row.id === place.parentId);
  const after = place.afterId === null ? parent : lastBelow(rows, place.afterId);
  const level = (rows[parent]?.level ?? 0) + 1;
  const line: NewRow = { kind: "new", id: "new", parentId: place.parentId, level };
  return [...rows.slice(0, after + 1), line, ...rows.slice(after + 1)];
}

/** The index of the last visible line of a task's subtree. */
function lastBelow(rows: readonly TaskRow[], id: string): number {
  const start = rows.findIndex((row) => row.id === id);
  const level = rows[start]?.level ?? 0;
  let last = start;
  while ((rows[last + 1]?.level ?? 0) > level) last += 1;
  return last;
}
