import type { ReactNode } from "react";

import { classes } from "@/lib/classes";
import type { Priority, TaskStatus } from "@/patch/model";

const STATUS_COLOURS: Readonly<Record<TaskStatus, string>> = {
  todo: "text-edge",
  in_progress: "text-changed",
  blocked: "text-removed",
  in_review: "text-moved",
  completed: "text-added",
  cancelled: "text-edge",
};

const STATUS_DRAWINGS: Readonly<Record<TaskStatus, ReactNode>> = {
  todo: <circle cx="8" cy="8" r="6" />,
  in_progress: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.5a3.5 3.5 0 0 1 0 7z" fill="currentColor" stroke="none" />
    </>
  ),
  blocked: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M5 8h6" strokeWidth={2} />
    </>
  ),
  in_review: (
    <>
      <circle cx="8" cy="8" r="6" />
      <circle cx="8" cy="8" r="2.2" fill="currentColor" stroke="none" />
    </>
  ),
  completed: (
    <>
      <circle cx="8" cy="8" r="6.7" fill="currentColor" stroke="none" />
      <path d="m5.2 8.2 2 2 3.7-4.1" className="stroke-surface" strokeWidth={1.7} />
    </>
  ),
  cancelled: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" />
    </>
  ),
};

/** The sign of a status. Says nothing by itself: name the status beside it. */
export function StatusMark({ status, className }: { status: TaskStatus; className?: string }) {
  return (
    <Drawing className={classes(STATUS_COLOURS[status], className)}>
      {STATUS_DRAWINGS[status]}
    </Drawing>
  );
}

const PRIORITY_BARS: Readonly<Record<Priority, number>> = {
  critical: 4,
  high: 3,
  medium: 2,
  low: 1,
  backlog: 0,
};

/** The sign of a priority: the more bars, the more urgent. */
export function PriorityMark({ priority, className }: { priority: Priority; className?: string }) {
  const bars = PRIORITY_BARS[priority];
  return (
    <Drawing className={classes(bars === 4 ? "text-removed" : "text-muted", className)}>
      {[0, 1, 2, 3].map((bar) => (
        <path
          key={bar}
          d={`M${2.5 + bar * 3.6} 13v${-(2.5 + bar * 2.6)}`}
          strokeWidth={2}
          opacity={bar < bars ? 1 : 0.28}
        />
      ))}
    </Drawing>
  );
}

function Drawing({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={16}
      height={16}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable="false"
      className={classes("shrink-0", className)}
    >
      {children}
    </svg>
  );
}
