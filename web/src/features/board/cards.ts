import type { ComponentType } from "react";

import type { Task, TaskStatus } from "@/patch/model";
import type { Plan } from "@/patch/plan";

/** What the cards of one column are made from. */
export interface CardsProps {
  plan: Plan;
  status: TaskStatus;
  tasks: readonly Task[];
  isFiltered: boolean;
  onOpen: (id: string) => void;
  /** Gives tasks, which may come from another column, a status; null: nothing can be changed. */
  onMove: ((ids: readonly string[], to: TaskStatus) => void) | null;
}

/** What draws the cards of a column. */
export type Cards = ComponentType<CardsProps>;

/** How the list of a column, and a card in it, look. */
export const LIST = "min-h-0 flex-1 overflow-y-auto rounded-b-lg outline-offset-[-2px]";
export const CARD = "group rounded-md border bg-surface p-2.5 shadow-raised outline-offset-[-2px]";
/** Between cards, and around them, in pixels. */
export const GAP = 8;
