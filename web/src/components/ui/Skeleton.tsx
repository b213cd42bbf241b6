import { Late } from "@/components/ui/Late";
import { classes } from "@/lib/classes";

/** A grey bar where text will be. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes("animate-pulse rounded-sm bg-sunken", className)} />;
}

interface SkeletonListProps {
  label: string;
  lines?: number;
  /** After so many milliseconds it is said that it takes long; null: somebody else says how it stands. */
  patience?: number | null;
}

/** Lines of a list that is being loaded, announced once as such, and what can be done when it does not come. */
export function SkeletonList({ label, lines = 6, patience }: SkeletonListProps) {
  return (
    <>
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
      {patience !== null && <Late patience={patience} />}
    </>
  );
}
