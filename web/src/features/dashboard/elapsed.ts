const STEPS = [
  ["d", 1440],
  ["h", 60],
  ["m", 1],
] as const;

/** Minutes on the clock, not of work, in their two largest units: "2d 4h", "35m". */
export function elapsed(minutes: number): string {
  const first = STEPS.findIndex(([, size]) => minutes >= size);
  if (first < 0) return "< 1m";
  let rest = minutes;
  const parts = STEPS.slice(first, first + 2).map(([unit, size]) => {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    return amount > 0 ? `${amount}${unit}` : "";
  });
  return parts.filter(Boolean).join(" ");
}
