import type { PlanState } from "@/features/plan/store/PlanStore";
import { classes } from "@/lib/classes";

/** Whether what was edited is saved; says nothing while all is well. */
export function SaveState({ state }: { state: PlanState }) {
  const { unsaved, trouble } = state;
  const text = trouble
    ? unsaved > 0
      ? `Not saved yet: ${unsaved}`
      : "Trying again…"
    : unsaved > 0
      ? "Saving…"
      : "";
  return (
    <span
      role="status"
      title={trouble ?? undefined}
      className={classes("mr-2 text-sm", trouble ? "font-medium text-removed" : "text-faint")}
    >
      {text}
    </span>
  );
}
