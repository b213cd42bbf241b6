import { memo, useId } from "react";

import type { Axis, Zoom } from "@/features/gantt/axis";
import type { Chart } from "@/features/gantt/chart";
import { COLOURS, HEAD, ROW } from "@/features/gantt/looks";
import { endOf } from "@/features/gantt/spans";
import { isWeekend } from "@/lib/dates";

/** The part of the chart that is near the screen, as the first and the last line and pixel. */
export interface Window {
  readonly first: number;
  readonly last: number;
  readonly left: number;
  readonly right: number;
}

interface DrawingProps extends Window {
  /** How high the part is that scrolls: where there are few lines, the days go on below them. */
  height: number;
  chart: Chart;
  zoom: Zoom;
  today: string;
}

/** What lies between the bars, as far as it is near the screen; the same is said in the rows. */
export const Drawing = memo(function Drawing({ chart, zoom, today, ...window }: DrawingProps) {
  const { axis } = chart;
  const { first, last, left, right } = window;
  const width = Math.max(0, Math.min(right, axis.width) - left);
  const above = first * ROW;
  const rows = Math.min(last + 1, chart.lines.length) * ROW - above;
  const height = Math.max(rows, window.height - HEAD - above);
  const now = axis.at(today) + axis.dayWidth / 2;
  return (
    <svg
      aria-hidden
      focusable="false"
      width={width}
      height={height}
      viewBox={`${left} ${above} ${width} ${height}`}
      className="pointer-events-none absolute"
      style={{ left, top: above }}
    >
      <Days axis={axis} zoom={zoom} window={window} height={height} />
      <path
        d={`M${now} ${above}v${height}`}
        stroke="var(--color-accent)"
        strokeWidth={1.5}
        strokeDasharray="3 3"
        data-today
      />
      <Waits chart={chart} window={window} />
    </svg>
  );
});

interface DaysProps {
  axis: Axis;
  zoom: Zoom;
  window: Window;
  height: number;
}

/** Where each day, week or month begins; of days also which are no working days. */
function Days({ axis, zoom, window: { first, left, right }, height }: DaysProps) {
  const near = axis.ticks.filter((tick) => tick.left + tick.width >= left && tick.left <= right);
  return near.map((tick) =>
    zoom === "day" && isWeekend(tick.date) ? (
      <rect
        key={tick.date}
        x={tick.left}
        y={first * ROW}
        width={tick.width}
        height={height}
        fill="var(--color-sunken)"
      />
    ) : (
      <path key={tick.date} d={`M${tick.left} ${first * ROW}v${height}`} stroke={COLOURS.grid} />
    ),
  );
}

function Waits({ chart, window: { first, last } }: { chart: Chart; window: Window }) {
  const marker = useId();
  const near = chart.waits.filter(
    ({ from, to }) => Math.max(from, to) >= first && Math.min(from, to) <= last,
  );
  return (
    <>
      <defs>
        {(["plain", "critical"] as const).map((kind) => (
          <marker
            key={kind}
            id={`${marker}${kind}`}
            viewBox="0 0 6 6"
            refX="5"
            refY="3"
            markerWidth="6"
            markerHeight="6"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0l6 3-6 3z" fill={COLOURS[kind]} />
          </marker>
        ))}
      </defs>
      {near.map(({ from, to, isCritical }) => {
        const kind = isCritical ? "critical" : "plain";
        return (
          <path
            key={`${from} ${to}`}
            d={arrow(chart, from, to)}
            fill="none"
            stroke={COLOURS[kind]}
            strokeWidth={isCritical ? 1.75 : 1.25}
            markerEnd={`url(#${marker}${kind})`}
            data-wait={kind}
          />
        );
      })}
    </>
  );
}

/** From the end of one bar to the beginning of the other, around the corner. */
function arrow({ lines, axis }: Chart, from: number, to: number): string {
  const [earlier, later] = [lines[from]?.span, lines[to]?.span];
  if (!earlier || !later) return "";
  const [x1, y1] = [axis.at(endOf(earlier)), from * ROW + ROW / 2];
  const [x2, y2] = [axis.at(later.start), to * ROW + ROW / 2];
  if (x2 - x1 >= 12) return `M${x1} ${y1}h6V${y2}H${x2}`;
  // It begins before the other ends: the way leads between the two lines.
  const between = y1 + (y2 > y1 ? ROW / 2 : -ROW / 2);
  return `M${x1} ${y1}h6V${between}H${x2 - 8}V${y2}H${x2}`;
}
