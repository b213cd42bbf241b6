import { useMemo, type ReactNode } from "react";

import { HistoryLink } from "@/components/project/HistoryLink";
import { ProjectViews } from "@/components/project/ProjectViews";
import { IconButton } from "@/components/ui/Button";
import { filtered, isFiltering, type PlanFilter } from "@/features/plan/filter/filter";
import { FilterBar } from "@/features/plan/filter/FilterBar";
import { classes } from "@/lib/classes";
import { printSoon } from "@/lib/printSoon";
import { todayIn } from "@/lib/time";
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
  /** How the plan stands, beside its title. */
  state?: ReactNode;
  /** What there is to say about all of it. */
  notice: ReactNode;
  children: (matching: ReadonlySet<string> | null) => ReactNode;
}

/** What stands around every view of a plan but the outline: its title, the other views, the filter. */
export function PlanFrame(props: FramedProps) {
  const { projectId, name, plan, title, filtering, fills } = props;
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
      <header className="pt-4 pb-3">
        <div className="relative flex items-start gap-3">
          <h1 className="min-w-0 flex-1 text-xl font-semibold max-sm:text-lg tracking-tight [overflow-wrap:anywhere]">
            {title}
            <span className="sr-only">{`: ${name}`}</span>
          </h1>
          {props.state}
          <HistoryLink projectId={projectId} />
          <IconButton icon="print" label="Print" shortcut="Ctrl+P" onPress={printSoon} />
        </div>
        <div className="mt-2">
          <ProjectViews projectId={projectId} />
        </div>
      </header>
      {props.notice}
      {filtering && plan.tasks.size > 0 && (
        <FilterBar plan={plan} count={matching?.size ?? null} {...filtering} />
      )}
      {props.children(matching)}
    </div>
  );
}

function useMatching(plan: Plan, filter: PlanFilter | undefined): ReadonlySet<string> | null {
  const today = todayIn(new Date());
  return useMemo(
    () => (filter && isFiltering(filter) ? filtered(plan, filter, today).matching : null),
    [plan, filter, today],
  );
}
