import { Bar } from "@visx/shape";

import { Axes } from "@/features/dashboard/charts/Axes";
import { Chart, type Frame } from "@/features/dashboard/charts/Chart";
import { countsUp, datesAcross } from "@/features/dashboard/charts/scales";
import type { Pace } from "@/features/dashboard/throughput";
import type { Period } from "@/features/dashboard/words";
import { shortDate } from "@/lib/time";

const FINISHED = "var(--color-added)";
const REOPENED = "var(--color-changed)";

interface PaceProps {
  paces: readonly Pace[];
  per: Period;
  today: string;
}

/** How many tasks were finished in each day or week, and how many opened again. */
export function PaceChart({ paces, per, today }: PaceProps) {
  const finished = paces.reduce((sum, pace) => sum + pace.finished, 0);
  const reopened = paces.reduce((sum, pace) => sum + pace.reopened, 0);
  if (finished + reopened === 0) {
    return <p className="text-muted">No task was finished in this time.</p>;
  }
  return (
    <Chart
      label={`${finished} tasks were finished and ${reopened} opened again, by ${per}.`}
      legend={[
        { name: "Finished", colour: FINISHED },
        { name: "Opened again", colour: REOPENED },
      ]}
      columns={[per === "week" ? "Week from" : "Day", "Finished", "Opened again"]}
      rows={paces.map((pace) => [shortDate(pace.begin, today), pace.finished, pace.reopened])}
    >
      {(frame) => <Drawing paces={paces} today={today} frame={frame} />}
    </Chart>
  );
}

/** A bar is not wider than this, in pixels, however few there are. */
const WIDEST = 28;

function Drawing({ paces, today, frame }: Omit<PaceProps, "per"> & { frame: Frame }) {
  const x = datesAcross(
    paces.map(({ begin }) => begin),
    frame,
  );
  const y = countsUp(
    Math.max(...paces.map((pace) => Math.max(pace.finished, pace.reopened))),
    frame,
  );
  const width = Math.min(x.bandwidth() / 2, WIDEST);
  const bar = (count: number, left: number, colour: string) => (
    <Bar x={left} y={y(count)} width={width} height={y(0) - y(count)} fill={colour} rx={1} />
  );
  return (
    <>
      {paces.map(({ begin, finished, reopened }) => {
        const middle = (x(begin) ?? 0) + x.bandwidth() / 2;
        return (
          <g key={begin}>
            {bar(finished, middle - width, FINISHED)}
            {bar(reopened, middle, REOPENED)}
          </g>
        );
      })}
      <Axes frame={frame} x={x} y={y} today={today} />
    </>
  );
}
