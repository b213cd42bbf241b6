import { Area, LinePath } from "@visx/shape";

import { Axes } from "@/features/dashboard/charts/Axes";
import { Chart, type Frame } from "@/features/dashboard/charts/Chart";
import { countsUp, datesAcross } from "@/features/dashboard/charts/scales";
import type { Day } from "@/features/dashboard/throughput";
import { shortDate } from "@/lib/time";

const LEFT = "var(--color-accent)";
const ALL = "var(--color-edge)";

interface BurndownProps {
  days: readonly Day[];
  today: string;
}

/** How many tasks there were at each day's end, and how many of them were left to do. */
export function BurndownChart({ days, today }: BurndownProps) {
  if (days.every(({ total }) => total === 0)) {
    return <p className="text-muted">There are no tasks yet, so nothing burns down.</p>;
  }
  const last = days.at(-1);
  return (
    <Chart
      label={`${last?.remaining ?? 0} of ${last?.total ?? 0} tasks are left to do.`}
      legend={[
        { name: "Left to do", colour: LEFT },
        { name: "All tasks", colour: ALL },
      ]}
      columns={["Day", "All tasks", "Done", "Left to do"]}
      rows={days.map(({ day, total, completed, remaining }) => [
        shortDate(day, today),
        total,
        completed,
        remaining,
      ])}
    >
      {(frame) => <Drawing days={days} today={today} frame={frame} />}
    </Chart>
  );
}

function Drawing({ days, today, frame }: BurndownProps & { frame: Frame }) {
  const x = datesAcross(
    days.map(({ day }) => day),
    frame,
  );
  const y = countsUp(Math.max(...days.map(({ total }) => total)), frame);
  const across = ({ day }: Day) => (x(day) ?? 0) + x.bandwidth() / 2;
  const remaining = (day: Day) => y(day.remaining);
  const [only] = days.length === 1 ? days : [];
  return (
    <>
      <Area data={[...days]} x={across} y0={y(0)} y1={remaining} fill={LEFT} fillOpacity={0.12} />
      <LinePath
        data={[...days]}
        x={across}
        y={({ total }) => y(total)}
        stroke={ALL}
        strokeWidth={1.5}
        strokeDasharray="4 3"
      />
      <LinePath data={[...days]} x={across} y={remaining} stroke={LEFT} strokeWidth={2} />
      {only && (
        <>
          <circle cx={across(only)} cy={y(only.total)} r={4} fill={ALL} />
          <circle cx={across(only)} cy={remaining(only)} r={3} fill={LEFT} />
        </>
      )}
      <Axes frame={frame} x={x} y={y} today={today} />
    </>
  );
}
