/** A date (`2026-11-23`) some days later, or earlier. */
export function daysAfter(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** The Monday of the week that a date is in. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return daysAfter(date, -((weekday + 6) % 7));
}

/** How many days it is from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Whether nobody works on a date: Saturday and Sunday. */
export function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

/** A date so many working days later, or earlier; the date itself may be on a weekend. */
export function workingDaysAfter(date: string, days: number): string {
  const step = Math.sign(days);
  let [at, left] = [date, Math.abs(days)];
  while (left > 0) {
    at = daysAfter(at, step);
    if (!isWeekend(at)) left -= 1;
  }
  return at;
}
