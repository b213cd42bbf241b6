import type { Axis } from "@/features/gantt/axis";
import type { Line } from "@/features/gantt/chart";
import { pulled } from "@/features/gantt/moving";
import { endOf, type Span } from "@/features/gantt/spans";
import { useBarDrag, type Drag } from "@/features/gantt/useBarDrag";
import { classes } from "@/lib/classes";
import { shortDate } from "@/lib/time";
import { handleOf } from "@/patch/handle";

interface BarProps {
  line: Line;
  span: Span;
  axis: Axis;
  today: string;
  /** null: it cannot be moved. */
  onMove: ((drag: Drag) => void) | null;
  onEdit: () => void;
}

/** A task's days: dragged as a whole or at an end, pressed to set them. */
export function Bar({ line, span, axis, today, onMove, onEdit }: BarProps) {
  const { drag, events, wasDrag } = useBarDrag(axis.dayWidth, (done) => onMove?.(done));
  const shown = drag ? pulled(span, drag.grip, drag.days) : span;
  const left = axis.at(shown.start);
  const width = Math.max(6, axis.at(endOf(shown)) - left);
  // What reaches over its sub-tasks has no dates of its own that could be moved.
  const isFixed =
    onMove === null || span.from === "children" || (line.isParent && span.from === "forecast");
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`Dates of ${handleOf(line.task)}`}
      onClick={() => {
        if (!wasDrag()) onEdit();
      }}
      {...(isFixed ? {} : events)}
      className={classes(
        "absolute top-1/2 -translate-y-1/2 touch-auto rounded-sm select-none",
        TOUCHED,
        line.isParent ? "h-2" : "h-4.5",
        lookOf(line, span),
        !isFixed && "cursor-grab active:cursor-grabbing",
      )}
      style={{ left, width }}
    >
      {!isFixed && width > 18 && (
        <>
          <span data-grip="start" className="absolute inset-y-0 left-0 w-1.5 cursor-ew-resize" />
          <span data-grip="due" className="absolute inset-y-0 right-0 w-1.5 cursor-ew-resize" />
        </>
      )}
      {drag && drag.days !== 0 && (
        <span className="absolute top-full left-0 z-10 mt-0.5 rounded-sm bg-raised px-1.5 text-xs whitespace-nowrap text-ink shadow-floating">
          {daysOf(shown, today)}
        </span>
      )}
    </button>
  );
}

/** For a finger the bar is as high as its row, and never narrower than one hits. */
const TOUCHED =
  "pointer-coarse:before:absolute pointer-coarse:before:inset-x-[min(0px,calc(50%-14px))] pointer-coarse:before:top-1/2 pointer-coarse:before:h-9 pointer-coarse:before:-translate-y-1/2";

/** The days from the first to the last: "23 Nov to 30 Nov". */
export function daysOf({ start, due }: Span, today: string): string {
  if (start === due) return shortDate(due, today);
  return `${shortDate(start, today)} to ${shortDate(due, today)}`;
}

/** The colours of a bar. */
export function lookOf({ isParent, isSettled, isCritical }: Line, { from }: Span): string {
  if (isSettled) return "bg-added/45";
  if (isParent) return from === "forecast" ? "bg-muted/40" : "bg-muted";
  return (isCritical ? CRITICAL : OPEN)[from];
}

type Looks = Readonly<Record<Span["from"], string>>;

const OPEN: Looks = {
  dates: "bg-accent",
  children: "bg-accent",
  estimate: "border border-dashed border-accent bg-accent/40",
  forecast: "border border-dotted border-accent bg-accent/10",
};

const CRITICAL: Looks = {
  dates: "bg-removed",
  children: "bg-removed",
  estimate: "border border-dashed border-removed bg-removed/40",
  forecast: "border border-dotted border-removed bg-removed/10",
};
