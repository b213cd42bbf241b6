import type { NewPlace } from "@/components/tree/rows";

/** The ways in which Alt and an arrow move a task. */
export type Shift = "up" | "down" | "in" | "out";

/** The lists that open beside a row. */
export type RowMenuKind = "status" | "actions";

/** What a tree can be asked to change. A tree without it is for reading. */
export interface TreeEditing {
  /** `since`: the version that the person saw, where the title is another one by now. */
  readonly rename: (id: string, title: string, since?: number) => void;
  /** Creates a task there and answers with its id. */
  readonly add: (place: NewPlace, title: string) => string;
  /** Puts a task under a parent (null: at the top), before a sibling (null: last). */
  readonly move: (id: string, parentId: string | null, beforeId: string | null) => void;
  readonly shift: (id: string, way: Shift) => void;
  readonly remove: (id: string) => void;
  /** Absent: rows have no lists. */
  readonly openMenu?: (kind: RowMenuKind, id: string, anchor: Element) => void;
}
