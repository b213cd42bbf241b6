import { axisOf, type Axis, type Tick, type Zoom } from "@/features/gantt/axis";
import { tickName } from "@/features/gantt/AxisHeader";
import { lookOf } from "@/features/gantt/Bar";
import { reachOf, type Line } from "@/features/gantt/chart";
import { wordsOf } from "@/features/gantt/GanttRow";
import { endOf } from "@/features/gantt/spans";
import { classes } from "@/lib/classes";
import { daysAfter, daysBetween } from "@/lib/dates";
import { handleOf } from "@/patch/handle";
import type { Plan } from "@/patch/plan";

interface PrintedGanttProps {
  plan: Plan;
  lines: readonly Line[];
  today: string;
}

/** The timeline on paper: all of it as wide as the page, its dates on top of every page. */
export function PrintedGantt({ plan, lines, today }: PrintedGanttProps) {
  const { first, last } = reachOf(lines, today);
  const zoom = zoomFor(daysBetween(first, last));
  const axis = axisOf(first, daysAfter(last, 1), zoom, today);
  return (
    <table className="w-full table-fixed border-collapse text-xs print-exact">
      <thead>
        <tr className="border-b">
          <th scope="col" className="w-[42%] py-1 text-left align-bottom">
            Task
          </th>
          <th scope="col" className="relative h-9 font-normal">
            <span className="sr-only">Time</span>
            <Ticks axis={axis} ticks={axis.groups} zoom={zoom} isGroup />
            <Ticks axis={axis} ticks={axis.ticks} zoom={zoom} isGroup={false} />
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.task.id} className="border-b">
            <td
              className="py-1 pr-2 align-top [overflow-wrap:anywhere]"
              style={{ paddingLeft: Math.min(line.depth - 1, 6) * 8 }}
            >
              <span className="font-mono text-faint">{handleOf(line.task)}</span>{" "}
              <span className="font-medium">{line.task.title}</span>
              <span className="block text-muted">
                {[line.span ? "" : "No dates", wordsOf(line, plan, today)]
                  .filter(Boolean)
                  .join("; ")}
              </span>
            </td>
            <td className="relative p-0">
              <PrintedBar line={line} axis={axis} />
              <span
                className="absolute inset-y-0 border-l border-dashed border-accent"
                style={{ left: share(axis, axis.at(today)) }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface TicksProps {
  axis: Axis;
  ticks: readonly Tick[];
  zoom: Zoom;
  isGroup: boolean;
}

function Ticks({ axis, ticks, zoom, isGroup }: TicksProps) {
  return ticks.map((tick) => (
    <span
      key={tick.date}
      aria-hidden
      className={classes(
        "absolute h-4.5 overflow-clip border-l px-0.5 text-left leading-4.5 whitespace-nowrap tabular-nums",
        isGroup ? "top-0 font-medium" : "bottom-0",
      )}
      style={{ left: share(axis, tick.left), width: share(axis, tick.width) }}
    >
      {tickName(tick, zoom, isGroup)}
    </span>
  ));
}

function PrintedBar({ line, axis }: { line: Line; axis: Axis }) {
  const { span } = line;
  if (!span) return null;
  const left = axis.at(span.start);
  return (
    <span
      className={classes(
        "absolute top-2 min-w-1 rounded-sm",
        line.isParent ? "h-1.5" : "h-3",
        lookOf(line, span),
      )}
      style={{ left: share(axis, left), width: share(axis, axis.at(endOf(span)) - left) }}
    />
  );
}

function share({ width }: Axis, pixels: number): string {
  return `${(100 * pixels) / width}%`;
}

/** How close a page can be looked at that shows so many days. */
function zoomFor(days: number): Zoom {
  if (days <= 21) return "day";
  return days <= 150 ? "week" : "month";
}
