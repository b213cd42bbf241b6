/** A bar and its percentage; `value` is from 0 to 1. */
export function Progress({ value, label }: { value: number; label: string }) {
  const percent = Math.round(value * 100);
  return (
    <span className="flex items-center gap-2 text-sm text-muted tabular-nums">
      <span
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="block h-1.5 w-20 overflow-hidden rounded-full bg-line"
      >
        <span className="block h-full rounded-full bg-added" style={{ width: `${percent}%` }} />
      </span>
      {percent}%
    </span>
  );
}
