import { classes } from "@/lib/classes";
import { initialsOf, nameOf, type Viewer } from "@/lib/live/presence";

interface InitialsProps {
  viewer: Pick<Viewer, "name">;
  size?: "sm" | "md";
  className?: string;
}

/** Somebody as a round mark; who it is has to be said beside it. */
export function Initials({ viewer, size = "md", className }: InitialsProps) {
  return (
    <span
      aria-hidden
      title={nameOf(viewer)}
      className={classes(
        "inline-grid shrink-0 place-items-center rounded-full bg-moved-soft font-semibold text-moved ring-2 ring-canvas",
        size === "sm" ? "size-5 text-[0.625rem]" : "size-6 text-xs",
        className,
      )}
    >
      {initialsOf(viewer)}
    </span>
  );
}
