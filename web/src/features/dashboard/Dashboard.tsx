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
  span: Span;
  per: Period;
  onChoose: (chosen: { span?: Span; per?: Period }) => void;
}

/** How a project stands, where it goes, and who moved it: all of it from the ledger. */
export function Dashboard({ projectId, plan, version, span, per, onChoose }: DashboardProps) {
  const stats = useStats(projectId, version, span);
  const today = todayIn(new Date());
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
  const { days } = stats.data;
  const spanChoice = (
    <Select quiet label="Time shown" value={span} names={SPAN_NAMES} onChange={chooseSpan} />
  );
  const periodChoice = (
    <Select quiet label="Throughput by" value={per} names={PERIOD_NAMES} onChange={choosePeriod} />
  );
  return (
    <div className="space-y-3">
      <Figures stats={stats.data} overdue={attention.overdue.length} />
      <div className="grid gap-3 lg:grid-cols-2">
        <Panel title="Burndown" aside={spanChoice}>
          <BurndownChart days={days} today={today} />
        </Panel>
        <Panel title="Throughput" aside={periodChoice}>
          <PaceChart paces={paceOf(days, per)} per={per} today={today} />
        </Panel>
        <NextPanel projectId={projectId} version={version} />
        <AttentionPanel projectId={projectId} attention={attention} today={today} />
        <WeekPanel projectId={projectId} version={version} />
      </div>
    </div>
  );
}
