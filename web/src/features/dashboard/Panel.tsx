import { useId, type ReactNode } from "react";

import { classes } from "@/lib/classes";

interface PanelProps {
  title: string;
  className?: string;
  /** What stands beside the title: a choice, or a number. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One subject of the dashboard. */
export function Panel({ title, className, aside, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={classes("min-w-0 rounded-lg border bg-surface p-4", className)}
    >
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
