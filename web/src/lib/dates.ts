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
  if (days === 0) return date;
  const monday = mondayOf(date);
  // From a weekend, the next working day is one after Friday, the last one before Monday.
  const weekday = Math.min(daysBetween(monday, date), days > 0 ? 4 : 5);
  const weeks = Math.floor((weekday + days) / 5);
  return daysAfter(monday, weeks * 7 + (weekday + days - weeks * 5));
}

/** How many working days begin from one date on before another one; negative where that is earlier. */
export function workingDaysBetween(from: string, to: string): number {
  const [first, last] = [mondayOf(from), mondayOf(to)];
  const before = (monday: string, date: string) => Math.min(daysBetween(monday, date), 5);
  return (daysBetween(first, last) / 7) * 5 + before(last, to) - before(first, from);
}

/** The date itself if it is a working day, or the next one that is. */
export function workingDayFrom(date: string): string {
  return workingDaysAfter(daysAfter(date, -1), 1);
}
