import type { Row, TaskRow } from "@/components/tree/rows";

/** What a key asks of the tree. */
export type Step =
  | { readonly focus: string }
  | { readonly expand: readonly string[] }
  | { readonly collapse: readonly string[] };

/**
 * What a key does in the line `index`, as the tree pattern of the WAI-ARIA practices has it; null
 * when the key means nothing there.
 */
export function step(rows: readonly Row[], index: number, key: string): Step | null {
  const row = rows[index];
  if (row?.kind !== "task") return null;
  switch (key) {
    case "ArrowDown":
      return focus(nearestTask(rows, index + 1, 1));
    case "ArrowUp":
      return focus(nearestTask(rows, index - 1, -1));
    case "Home":
      return focus(nearestTask(rows, 0, 1));
    case "End":
      return focus(nearestTask(rows, rows.length - 1, -1));
    case "ArrowRight":
      return right(rows, index, row);
    case "ArrowLeft":
      return left(row);
    case "*":
      return expandSiblings(rows, row);
    default:
      return null;
  }
}

/** The next line, after `index` and around, whose title begins with what was typed. */
export function findTyped(
  rows: readonly Row[],
  index: number,
  typed: string,
  titleOf: (id: string) => string,
): Step | null {
  const wanted = typed.toLowerCase();
  // One letter moves on; more letters may go on matching the line that is focused.
  const start = typed.length === 1 ? index + 1 : index;
  for (let offset = 0; offset < rows.length; offset += 1) {
    const row = rows[(start + offset) % rows.length];
    if (row?.kind === "task" && titleOf(row.id).toLowerCase().startsWith(wanted)) return focus(row);
  }
  return null;
}

function focus(row: TaskRow | undefined): Step | null {
  return row ? { focus: row.id } : null;
}

function nearestTask(rows: readonly Row[], start: number, way: 1 | -1): TaskRow | undefined {
  for (let index = start; index >= 0 && index < rows.length; index += way) {
    const row = rows[index];
    if (row?.kind === "task") return row;
  }
  return undefined;
}

function right(rows: readonly Row[], index: number, row: TaskRow): Step | null {
  if (!row.hasChildren) return null;
  return row.isExpanded ? focus(nearestTask(rows, index + 1, 1)) : { expand: [row.id] };
}

function left(row: TaskRow): Step | null {
  if (row.isExpanded) return { collapse: [row.id] };
  return row.parentId === null ? null : { focus: row.parentId };
}

function expandSiblings(rows: readonly Row[], row: TaskRow): Step | null {
  const closed = rows.filter(
    (other): other is TaskRow =>
      other.kind === "task" &&
      other.parentId === row.parentId &&
      other.hasChildren &&
      !other.isExpanded,
  );
  return closed.length > 0 ? { expand: closed.map((other) => other.id) } : null;
}
