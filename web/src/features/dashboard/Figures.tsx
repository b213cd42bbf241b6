import type { components } from "@/generated/api";
import { elapsed } from "@/features/dashboard/elapsed";
import { formatDuration } from "@/lib/duration";

type Stats = components["schemas"]["StatsAnswer"];

interface FiguresProps {
  stats: Stats;
  overdue: number;
  isPast: boolean;
}

/** The numbers that one wants first. */
export function Figures({ stats, overdue, isPast }: FiguresProps) {
  const { progress, tally, cycle_times: cycle } = stats;
  const counted = tally.open + tally.completed;
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure
        name="Progress"
        value={`${Math.round(progress * 100)}%`}
        note={`${tally.completed} of ${counted} done`}
      />
      <Figure
        name="Left to do"
        value={String(tally.open)}
        note={tally.minutes > 0 ? `${formatDuration(tally.minutes)} estimated` : "No estimates"}
      />
      <Figure
        name="Cycle time"
        value={cycle ? elapsed(cycle.median_minutes) : "–"}
        note={
          cycle
            ? `Median of ${cycle.count}; 85% within ${elapsed(cycle.p85_minutes)}`
            : "Nothing was started and completed yet"
        }
      />
      <Figure
        name="Overdue"
        value={String(overdue)}
        note={noteOf(overdue, isPast)}
        isBad={overdue > 0}
      />
    </dl>
  );
}

function noteOf(overdue: number, isPast: boolean): string {
  if (overdue === 0) return isPast ? "All was in time" : "All is in time";
  return isPast ? "Due before that day" : "Due before today";
}

interface FigureProps {
  name: string;
  value: string;
  note: string;
  isBad?: boolean;
}

function Figure({ name, value, note, isBad }: FigureProps) {
  return (
    <div className="min-w-0 rounded-lg border bg-surface p-4">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className={isBad ? "text-xl font-semibold text-removed" : "text-xl font-semibold"}>
        {value}
      </dd>
      <dd className="text-sm text-muted">{note}</dd>
    </div>
  );
}
