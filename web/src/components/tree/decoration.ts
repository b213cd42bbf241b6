/** What a draft or a comparison says about a task. One task can be moved and changed at once. */
export type Mark = "added" | "changed" | "moved" | "removed";

/** A field before and after, as text for people; null: not set. */
export interface ShownChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** How a row of the tree is marked. */
export interface Decoration {
  readonly marks: readonly Mark[];
  /** The fields that changed, shown below the title. */
  readonly changes?: readonly ShownChange[];
  /** What must not be missed about it: "Removes 3 sub-tasks". */
  readonly note?: string;
  /** Whether it is only there for what is below it, or about to go. */
  readonly isFaint?: boolean;
  /** What else is worth knowing about it: "Changed in the plan meanwhile". */
  readonly aside?: string;
}

/** The checkboxes of a selection: which rows have one, what it shows, and what pressing it does. */
export interface Checks {
  /** undefined: this row has none. "mixed": some of what is below it is chosen. */
  readonly stateOf: (id: string) => boolean | "mixed" | undefined;
  readonly onToggle: (id: string) => void;
}

/** Whether a row has a change of its own. */
export function isChanged(decoration: Decoration | undefined): boolean {
  return decoration !== undefined && decoration.marks.length > 0;
}

/** What a mark is called. */
export const MARK_NAMES: Readonly<Record<Mark, string>> = {
  added: "Added",
  changed: "Changed",
  moved: "Moved",
  removed: "Removed",
};
