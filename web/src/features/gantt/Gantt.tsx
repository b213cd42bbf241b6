import { Suspense, useCallback, useMemo, useState } from "react";

import type { Edit } from "@/components/task/edits/edit";
import { setFields } from "@/components/task/edits/taskEdits";
import { choices, useActions } from "@/components/palette/offers";
import { useToday } from "@/components/task/today";
import { Button } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";
import { Notice } from "@/components/ui/Notice";
import { Segments } from "@/components/ui/Segments";
import { ZOOM_NAMES, type Zoom } from "@/features/gantt/axis";
import { chartOf, type Line } from "@/features/gantt/chart";
import { CriticalNote } from "@/features/gantt/CriticalNote";
import { Legend } from "@/features/gantt/Legend";
import { asForecast, moved } from "@/features/gantt/moving";
import { PrintedGantt } from "@/features/gantt/PrintedGantt";
import { TimeGrid } from "@/features/gantt/TimeGrid";
import type { Drag } from "@/features/gantt/useBarDrag";
import { usePrinting } from "@/lib/usePrinting";
import type { Plan } from "@/patch/plan";

// Calendars are loaded when one is first needed.
const DatesDialog = lazily(() => import("@/features/gantt/DatesDialog"));

interface GanttProps {
  projectId: string;
  plan: Plan;
  matching: ReadonlySet<string> | null;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  /** null: nothing can be changed. */
  make: ((edit: Edit) => void) | null;
  onOpen: (taskId: string) => void;
}

/** The plan in time: when each task is, what waits for what, and what must not slip. */
export function Gantt({ projectId, plan, matching, zoom, onZoom, make, onOpen }: GanttProps) {
  const today = useToday();
  const chart = useMemo(() => chartOf(plan, zoom, today, matching), [plan, zoom, today, matching]);
  const isPrinting = usePrinting(plan.tasks.size);
  const [editedId, setEditedId] = useState<string | null>(null);
  const edited = plan.tasks.get(editedId ?? "");
  const move = useCallback(
    ({ task, span }: Line, { grip, days }: Drag) => {
      const fields = span && moved(task, span, grip, days);
      if (fields) make?.(setFields(task, fields));
    },
    [make],
  );
  const { forecast } = chart;
  const setForecast = () => {
    make?.(asForecast(forecast));
  };
  useActions("Timeline", () => [
    ...choices("Zoom", ZOOM_NAMES, zoom, onZoom),
    {
      id: "forecast",
      label: "Set dates where there are none",
      icon: "calendar",
      disabled: !make || forecast.length === 0,
      onAction: setForecast,
    },
  ]);
  if (plan.tasks.size === 0) {
    return (
      <Notice icon="calendar" title="There are no tasks yet">
        What is added to the outline stands here in time, once it has a date.
      </Notice>
    );
  }
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <div className="print:hidden">
          <Segments label="Zoom" value={zoom} names={ZOOM_NAMES} onChange={onZoom} />
        </div>
        <Legend />
      </div>
      {forecast.length > 0 && (
        <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <p>
            {forecast.length === 1
              ? "1 open task has no dates: it stands where it could be at the earliest."
              : `${forecast.length} open tasks have no dates: they stand where they could be at the earliest.`}
          </p>
          {make && (
            <div className="print:hidden">
              <Button size="sm" onPress={setForecast}>
                Set these dates
              </Button>
            </div>
          )}
        </div>
      )}
      <div className="mb-2">
        <CriticalNote projectId={projectId} plan={plan} />
      </div>
      {chart.lines.length > 0 &&
        (isPrinting ? (
          <PrintedGantt {...{ plan, today }} lines={chart.lines} />
        ) : (
          <TimeGrid
            {...{ projectId, plan, chart, zoom, today, onOpen }}
            onMove={make && move}
            onEdit={make ? setEditedId : onOpen}
          />
        ))}
      {edited && (
        <Suspense>
          <DatesDialog
            task={edited}
            onSet={(fields) => {
              make?.(setFields(edited, fields));
            }}
            onClose={() => {
              setEditedId(null);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
