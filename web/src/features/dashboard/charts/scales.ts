import { scaleBand, scaleLinear } from "@visx/scale";

import { MARGIN, type Frame } from "@/features/dashboard/charts/Chart";

/** A place from left to right for each date. */
export function datesAcross(dates: readonly string[], { width }: Frame) {
  return scaleBand({
    domain: [...dates],
    range: [MARGIN.left, width - MARGIN.right],
    padding: 0.2,
  });
}

/** A height for each number of tasks, from nothing to the most there are. */
export function countsUp(most: number, { height }: Frame) {
  return scaleLinear({
    domain: [0, Math.max(1, most)],
    range: [height - MARGIN.bottom, MARGIN.top],
    nice: 4,
  });
}
