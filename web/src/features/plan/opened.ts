import type { ReactNode } from "react";

import type { Edit } from "@/components/task/edits/edit";
import type { PlanFrameProps } from "@/features/plan/PlanFrame";
import type { Plan } from "@/patch/plan";

/** A plan that follows what happens, or a past one, and the way to change it. */
export interface Opened {
  readonly plan: Plan;
  /** The tasks that the filter leaves; null: nothing is looked for. */
  readonly matching: ReadonlySet<string> | null;
  /** The version that the server has confirmed. */
  readonly version: number;
  /** Shows an edit at once and sends it; says what was done, or why it cannot be. null: it is past. */
  readonly make: ((edit: Edit) => void) | null;
  /** Shows a task with all its details. */
  readonly open: (taskId: string) => void;
}

export interface OpenedPlanProps extends PlanFrameProps {
  /** The past version that is shown; absent: what is there now. */
  at?: number;
  children: (opened: Opened) => ReactNode;
}
