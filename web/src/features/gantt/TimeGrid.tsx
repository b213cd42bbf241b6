import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
} from "react";

import { Button } from "@/components/ui/Button";
import type { Zoom } from "@/features/gantt/axis";
import { AxisHeader } from "@/features/gantt/AxisHeader";
import type { Chart, Line } from "@/features/gantt/chart";
import { Drawing } from "@/features/gantt/Drawing";
import { GanttRow } from "@/features/gantt/GanttRow";
import { HEAD, ROW } from "@/features/gantt/looks";
import { moveByKey } from "@/features/gantt/moving";
import type { Drag } from "@/features/gantt/useBarDrag";
import { useView } from "@/features/gantt/useView";
import { useIsWide } from "@/lib/useIsWide";
import type { Plan } from "@/patch/plan";

interface TimeGridProps {
  projectId: string;
  plan: Plan;
  chart: Chart;
  zoom: Zoom;
  today: string;
  /** null: nothing can be changed, and what is pressed opens. */
  onMove: ((line: Line, drag: Drag) => void) | null;
  onEdit: (id: string) => void;
  onOpen: (id: string) => void;
}

/** The lines and their bars: one thing that scrolls, with names and dates that stay in view. */
export function TimeGrid(props: TimeGridProps) {
  const { projectId, plan, chart, zoom, today, onMove, onEdit, onOpen } = props;
  const { lines, axis } = chart;
  const names = useIsWide() ? 280 : 132;
  const scroller = useRef<HTMLDivElement>(null);
  const view = useView(scroller);
  // The compiler leaves this component alone: what the virtualizer returns changes by itself.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const [active, setActive] = useState(0);
  const at = Math.min(active, lines.length - 1);
  const items = rows.getVirtualItems();
  const height = rows.getTotalSize();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const showToday = useShowToday(scroller, axis.at(today), zoom);

  const go = (index: number) => {
    const wanted = Math.max(0, Math.min(index, lines.length - 1));
    setActive(wanted);
    rows.scrollToIndex(wanted);
    requestAnimationFrame(() => {
      scroller.current
        ?.querySelector<HTMLElement>(`[data-row="${wanted}"]`)
        ?.focus({ preventScroll: true });
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const line = lines[at];
    if (!line || event.altKey) return;
    const move = onMove && moveByKey(event);
    const page = Math.max(1, last - first - 16);
    const way = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page }[event.key];
    if (move) onMove(line, move);
    else if (way !== undefined) go(at + way);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(lines.length - 1);
    else if (event.key === "Enter") onEdit(line.task.id);
    else if (event.key === " ") onOpen(line.task.id);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        ref={scroller}
        role="grid"
        aria-label="Tasks in time"
        aria-rowcount={lines.length + 1}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        className="relative min-h-0 flex-1 overflow-auto rounded-lg border bg-surface outline-none"
        style={{ "--names": `${names}px` } as CSSProperties}
      >
        <div style={{ width: names + axis.width }} role="presentation">
          <AxisHeader axis={axis} zoom={zoom} view={view} today={today} />
          <div role="rowgroup" className="relative" style={{ height }}>
            <div className="absolute inset-y-0" style={{ left: names }}>
              <Drawing {...{ chart, zoom, today }} {...view} {...inSteps(first, last)} />
            </div>
            <div
              aria-hidden
              className="absolute inset-x-0"
              style={{ top: height, height: Math.max(0, view.height - HEAD - height) }}
            >
              <div className="sticky left-0 h-full w-(--names) border-r bg-surface" />
            </div>
            {items.map(({ index }) => {
              const line = lines[index];
              return (
                line && (
                  <GanttRow
                    key={line.task.id}
                    {...{ projectId, plan, line, index, axis, today, onMove, onEdit }}
                    isActive={index === at}
                    onActive={setActive}
                  />
                )
              );
            })}
          </div>
        </div>
      </div>
      <div className="mt-2 flex items-center justify-between gap-4">
        <p className="text-sm text-muted max-sm:hidden">{onMove ? KEYS : KEYS_OF_THE_PAST}</p>
        <Button size="sm" onPress={showToday}>
          Show today
        </Button>
      </div>
    </>
  );
}

const KEYS =
  "↑ ↓ choose a task, Enter sets its dates, Space opens it, Shift+← → moves it by a day, Ctrl+Shift+← → moves its end.";
const KEYS_OF_THE_PAST = "↑ ↓ choose a task, Enter opens it.";

/** So many lines at a time come into the drawing, so that scrolling draws little. */
const STEP = 8;

function inSteps(first: number, last: number) {
  return {
    first: Math.floor(first / STEP) * STEP,
    last: Math.ceil((last + 1) / STEP) * STEP - 1,
  };
}

/** Whoever comes here, or looks closer, sees what is now; not again at every edit. */
function useShowToday(scroller: React.RefObject<HTMLElement | null>, today: number, zoom: Zoom) {
  const show = () => {
    const left = today - (scroller.current?.clientWidth ?? 0) / 4;
    scroller.current?.scrollTo({ left: Math.max(0, left) });
  };
  const come = useEffectEvent(show);
  useEffect(() => {
    come();
  }, [zoom]);
  return show;
}
