import { AxisBottom, AxisLeft } from "@visx/axis";
import type { scaleBand, scaleLinear } from "@visx/scale";

import { MARGIN, type Frame } from "@/features/dashboard/charts/Chart";
import { shortDate } from "@/lib/time";

const TICK = { fill: "var(--color-muted)", fontSize: 11, fontFamily: "var(--font-sans)" } as const;
/** A date needs about so many pixels. */
const DATE_WIDTH = 64;

interface AxesProps {
  frame: Frame;
  /** The dates from left to right. */
  x: ReturnType<typeof scaleBand<string>>;
  y: ReturnType<typeof scaleLinear<number>>;
  today: string;
}

/** Dates below, and whole numbers of tasks on the left. */
export function Axes({ frame, x, y, today }: AxesProps) {
  const dates = x.domain();
  const every = Math.ceil(dates.length / Math.max(1, Math.floor(frame.width / DATE_WIDTH)));
  return (
    <>
      <AxisLeft
        scale={y}
        left={MARGIN.left}
        numTicks={4}
        hideAxisLine
        hideTicks
        tickValues={y.ticks(4).filter(Number.isInteger)}
        tickFormat={String}
        tickLabelProps={{ ...TICK, textAnchor: "end", dx: -2, dy: 4 }}
      />
      <AxisBottom
        scale={x}
        top={frame.height - MARGIN.bottom}
        stroke="var(--color-line)"
        hideTicks
        tickValues={dates.filter((_, index) => index % every === 0)}
        tickFormat={(date) => shortDate(date, today)}
        tickLabelProps={{ ...TICK, textAnchor: "middle" }}
      />
    </>
  );
}
