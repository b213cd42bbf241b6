/** Where a dragged task would go: a line between two rows, from its future level to the right. */
export function DropLine({ level, top }: { level: number; top: number }) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute right-0 z-10 h-0.5 -translate-y-px rounded-full bg-accent"
      style={{ top, left: `min(calc(var(--tree-step) * ${level - 1} + 6px), 45%)` }}
    >
      <span className="absolute -top-[3px] -left-1 size-2 rounded-full border-2 border-accent bg-canvas" />
    </div>
  );
}
