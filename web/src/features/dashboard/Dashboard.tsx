import { useMemo } from "react";

import { choices, useActions } from "@/components/palette/offers";
import { Failure } from "@/components/ui/Notice";
import { Select } from "@/components/ui/Select";
import { SkeletonList } from "@/components/ui/Skeleton";
import { attentionOf } from "@/features/dashboard/attention";
import { AttentionPanel } from "@/features/dashboard/AttentionPanel";
import { BurndownChart } from "@/features/dashboard/charts/BurndownChart";
import { PaceChart } from "@/features/dashboard/charts/PaceChart";
import { Figures } from "@/features/dashboard/Figures";
import { NextPanel } from "@/features/dashboard/NextPanel";
import { Panel } from "@/features/dashboard/Panel";
import { paceOf } from "@/features/dashboard/throughput";
import { useStats } from "@/features/dashboard/useStats";
import { WeekPanel } from "@/features/dashboard/WeekPanel";
import { PERIOD_NAMES, SPAN_NAMES, type Period, type Span } from "@/features/dashboard/words";
import { todayIn } from "@/lib/time";
import type { Plan } from "@/patch/plan";

interface DashboardProps {
  projectId: string;
  plan: Plan;
  version: number;
  /** Whether it is a past version, and not the newest. */
  isPast: boolean;
  span: Span;
  per: Period;
  onChoose: (chosen: { span?: Span; per?: Period }) => void;
}

/** How a project stands, or stood, where it goes, and who moved it: all of it from the ledger. */
export function Dashboard(props: DashboardProps) {
  const { projectId, plan, version, isPast, span, per, onChoose } = props;
  const stats = useStats(projectId, version, isPast, span);
  const made = isPast ? (stats.data?.at ?? null) : null;
  const today = todayIn(made === null ? new Date() : new Date(made));
  const attention = useMemo(() => attentionOf(plan, today), [plan, today]);
  const chooseSpan = (chosen: Span) => {
    onChoose({ span: chosen });
  };
  const choosePeriod = (chosen: Period) => {
    onChoose({ per: chosen });
  };
  useActions("Dashboard", () => [
    ...choices("Time shown", SPAN_NAMES, span, chooseSpan),
    ...choices("Throughput", PERIOD_NAMES, per, choosePeriod),
  ]);
  if (stats.isPending) return <SkeletonList label="The numbers are being loaded" lines={8} />;
  if (stats.isError) {
    return (
      <Failure
        title="The numbers could not be loaded"
        error={stats.error}
        onRetry={() => void stats.refetch()}
      />
    );
  }
  const { days, tally } = stats.data;
  const isEmpty = tally.open + tally.completed + tally.cancelled === 0;
  const spanChoice = (
    <Select quiet label="Time shown" value={span} names={SPAN_NAMES} onChange={chooseSpan} />
  );
  const periodChoice = (
    <Select quiet label="Throughput by" value={per} names={PERIOD_NAMES} onChange={choosePeriod} />
  );
  return (
    <div className="space-y-3">
      <Figures stats={stats.data} overdue={attention.overdue.length} isPast={isPast} />
      <div className="grid gap-3 lg:grid-cols-2">
        <Panel title="Burndown" aside={spanChoice}>
          <BurndownChart days={days} today={today} />
        </Panel>
        <Panel title="Throughput" aside={periodChoice}>
          <PaceChart paces={paceOf(days, per)} per={per} today={today} />
        </Panel>
        <NextPanel {...{ projectId, version, isPast, isEmpty, today }} />
        <AttentionPanel {...{ projectId, attention, isPast, today }} />
        <WeekPanel {...{ projectId, version, made }} />
      </div>
    </div>
  );
}
