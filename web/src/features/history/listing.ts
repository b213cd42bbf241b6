import type { Comparison } from "@/components/diff/compare";
import { shownValue } from "@/components/diff/values";
import type { Mark, ShownChange } from "@/components/tree/decoration";
import type { Change } from "@/features/history/useChangeset";
import { handleOf } from "@/patch/handle";
import { childrenOf } from "@/patch/plan";

/** One target of a difference in a list. */
export interface ChangeRow {
  readonly key: string;
  readonly marks: readonly Mark[];
  readonly name: string;
  readonly changes: readonly ShownChange[];
  readonly note?: string;
}

const MARKS = { create: "added", update: "changed", delete: "removed" } as const;
/** A key that orders siblings says nothing to people. */
const UNTOLD = new Set(["position"]);

/** A patch of a changeset as a line of a list. */
export function rowOf(change: Change): ChangeRow {
  const { patch, number, title, removed } = change;
  const named = number === null ? title : `${handleOf({ number })} ${title}`;
  const onlyPlaced = patch.op === "update" && change.changes.every(isPlace);
  return {
    key: String(change.index),
    marks: [onlyPlaced ? "moved" : MARKS[patch.op]],
    name: patch.target === "project" ? `The project “${title}”` : named,
    changes: change.changes.filter(({ field }) => !UNTOLD.has(field)).map(shown),
    note: patch.op === "delete" && removed > 1 ? `Removed ${removed - 1} sub-tasks` : undefined,
  };
}

function isPlace({ field }: Change["changes"][number]): boolean {
  return field === "position" || field === "parent_id";
}

function shown(change: Change["changes"][number]): ShownChange {
  const { field, before, after, before_label: was, after_label: is } = change;
  return {
    field,
    before: was ?? shownValue(field, before, String),
    after: is ?? shownValue(field, after, String),
  };
}

/** A comparison as the lines of a list, in the order of the tree. */
export function rowsOf({ plan, decorations, fate, project }: Comparison): ChangeRow[] {
  const rows: ChangeRow[] = [];
  if (fate) {
    rows.push({ key: "project", marks: [fate], name: "The project itself", changes: project });
  }
  const add = (id: string) => {
    const task = plan.tasks.get(id);
    const decoration = decorations.get(id);
    if (task && decoration) {
      const { marks, changes = [], note } = decoration;
      rows.push({ key: id, marks, name: `${handleOf(task)} ${task.title}`, changes, note });
    }
    childrenOf(plan, id).forEach(add);
  };
  childrenOf(plan, null).forEach(add);
  return rows;
}
