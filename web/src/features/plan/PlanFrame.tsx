import { useMemo, type ReactNode } from "react";

import { useToday } from "@/components/task/today";
import { filtered, isFiltering, type PlanFilter } from "@/features/plan/filter/filter";
import { FilterBar } from "@/features/plan/filter/FilterBar";
import { classes } from "@/lib/classes";
import type { Plan } from "@/patch/plan";

/** Which tasks a view shows, and the way to show others. */
export interface Filtering {
  readonly filter: PlanFilter;
  readonly onFilter: (filter: PlanFilter) => void;
}

export interface PlanFrameProps {
  projectId: string;
  /** What this way of looking at the plan is called: "Board". */
  name: string;
  /** Absent: this view always tells of the whole plan. */
  filtering?: Filtering;
  /** Whether the view takes what is left of the window, and scrolls by itself. */
  fills?: boolean;
}

interface FramedProps extends PlanFrameProps {
  plan: Plan;
  title: string;
  /** What stands above all of it. */
  header: ReactNode;
  /** What there is to say about all of it. */
  notice: ReactNode;
  children: (matching: ReadonlySet<string> | null) => ReactNode;
}

/** What stands around every view of a plan but the outline: its title, the other views, the filter. */
export function PlanFrame(props: FramedProps) {
  const { name, plan, title, filtering, fills } = props;
  const matching = useMatching(plan, filtering?.filter);
  return (
    <div
      className={classes(
        "mx-auto flex w-full max-w-[100rem] min-w-0 flex-1 flex-col px-3 sm:px-6 print:block print:h-auto print:max-w-none print:p-0",
        // On a phone what stands above the view scrolls away, and leaves it the window.
        fills
          ? "h-[calc(100dvh-3rem)] min-h-[34rem] flex-none pb-3 max-sm:h-[calc(100dvh+14rem)]"
          : "pb-16",
      )}
    >
      <title>{`${name} · ${title} · Patch Ledger`}</title>
      {props.header}
      {props.notice}
      {filtering && plan.tasks.size > 0 && (
        <FilterBar plan={plan} count={matching?.size ?? null} {...filtering} />
      )}
      {props.children(matching)}
    </div>
  );
}

function useMatching(plan: Plan, filter: PlanFilter | undefined): ReadonlySet<string> | null {
  const today = useToday();
  return useMemo(
    () => (filter && isFiltering(filter) ? filtered(plan, filter, today).matching : null),
    [plan, filter, today],
  );
}
