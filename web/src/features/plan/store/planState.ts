import type { Reverted } from "@/features/plan/store/ledger";
import type { KeptEdit } from "@/lib/keeping/kept";
import type { Problem } from "@/lib/problem";
import type { Plan } from "@/patch/plan";

/** What the page shows of a plan. */
export interface PlanState {
  /** The plan with everything that was edited here, saved or not. */
  readonly plan: Plan;
  /** The version that the server has confirmed. */
  readonly version: number;
  /** The edits that are not saved yet, in the order in which they were made. */
  readonly waiting: readonly KeptEdit[];
  /** The edits that the server did not take, until a person has decided about them. */
  readonly refused: readonly KeptEdit[];
  /** Why they are not saved, while the server is asked again and again; null when all is well. */
  readonly trouble: string | null;
  /** Whether what waits would be lost with the page: this device keeps nothing for it. */
  readonly isFragile: boolean;
}

/** What happens to edits after they were made. */
export interface Listener {
  onReverted(way: "undo" | "redo", reverted: Reverted): void;
  /** The server turned an edit down; it is taken back. */
  onRefused(refused: KeptEdit, problem: Problem): void;
  onRevertRefused(way: "undo" | "redo", problem: unknown): void;
  /** What others did could not be fetched: the plan has to be loaded anew. */
  onLost(problem: unknown): void;
}
