/** A key combination such as "Alt+↑"; keys are divided by "+". */
export function Keys({ keys }: { keys: string }) {
  return (
    <kbd className="inline-flex gap-0.5 font-sans text-xs text-muted">
      {keys.split("+").map((key) => (
        <span key={key} className="rounded-sm border bg-sunken px-1 leading-4">
          {key}
        </span>
      ))}
    </kbd>
  );
}
