import type { Axis, Tick, Zoom } from "@/features/gantt/axis";
import { classes } from "@/lib/classes";
import { ENGLISH } from "@/lib/locale";

const month = new Intl.DateTimeFormat(ENGLISH, { month: "short", timeZone: "UTC" });
const monthAndYear = new Intl.DateTimeFormat(ENGLISH, {
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

interface AxisHeaderProps {
  axis: Axis;
  zoom: Zoom;
  view: { readonly left: number; readonly right: number };
  today: string;
}

/** The dates above the chart, which stay in view. */
export function AxisHeader({ axis, zoom, view, today }: AxisHeaderProps) {
  const isNear = ({ left, width }: Tick) => left + width >= view.left && left <= view.right;
  return (
    <div role="row" aria-rowindex={1} className="sticky top-0 z-20 flex h-11 border-b bg-surface">
      <div
        role="columnheader"
        className="sticky left-0 z-10 flex w-(--names) shrink-0 items-end border-r bg-surface px-2 pb-1 text-sm font-medium"
      >
        Task
      </div>
      <div role="columnheader" className="relative flex-1 text-xs whitespace-nowrap text-muted">
        <span className="sr-only">Time</span>
        <div aria-hidden>
          {axis.groups.filter(isNear).map((group) => (
            <span
              key={group.date}
              className="absolute top-0 h-5 overflow-clip border-l font-medium text-ink"
              style={{ left: group.left, width: group.width }}
            >
              <span className="sticky left-(--names) px-1 leading-5">
                {tickName(group, zoom, true)}
              </span>
            </span>
          ))}
          {axis.ticks.filter(isNear).map((tick) => (
            <span
              key={tick.date}
              className={classes(
                "absolute bottom-0 h-6 overflow-clip border-t border-l px-1 leading-6 tabular-nums",
                zoom === "day" && tick.date === today && "bg-accent-soft font-semibold text-accent",
              )}
              style={{ left: tick.left, width: tick.width }}
            >
              {tickName(tick, zoom, false)}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

/** So wide, in pixels, is a month with its year: cut off, “October 2026” would look like a day. */
const YEAR_FITS = 110;

/** What a day, week or month is called, or the group that it is in. */
export function tickName({ date, width }: Tick, zoom: Zoom, isGroup: boolean): string {
  if (zoom === "month") return isGroup ? date.slice(0, 4) : month.format(dayOf(date));
  if (!isGroup) return String(Number(date.slice(8)));
  return (width < YEAR_FITS ? month : monthAndYear).format(dayOf(date));
}

function dayOf(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}
