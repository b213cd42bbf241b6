import { classes } from "@/lib/classes";

/** A grey bar where text will be. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes("animate-pulse rounded-sm bg-sunken", className)} />;
}

/** Lines of a list that is being loaded, announced once as such. */
export function SkeletonList({ label, lines = 6 }: { label: string; lines?: number }) {
  return (
    <div role="status" aria-label={label} className="space-y-3.5 py-3">
      {Array.from({ length: lines }, (_, line) => (
        <div
          key={line}
          className="flex items-center gap-3"
          style={{ paddingLeft: (line % 3) * 20 }}
        >
          <Skeleton className="size-4 rounded-full" />
          <Skeleton className={classes("h-4", line % 2 ? "w-2/5" : "w-3/5")} />
        </div>
      ))}
    </div>
  );
}
