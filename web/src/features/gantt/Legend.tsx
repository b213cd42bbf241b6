const MEANINGS = [
  { name: "Open", look: "bg-accent" },
  { name: "Critical path", look: "bg-removed" },
  { name: "Done", look: "bg-added/45" },
  { name: "By its estimate", look: "border border-dashed border-accent bg-accent/40" },
  { name: "Forecast", look: "border border-dotted border-accent bg-accent/10" },
] as const;

/** What the looks of the bars mean. */
export function Legend() {
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-3 text-sm text-muted">
      {MEANINGS.map(({ name, look }) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={`h-2.5 w-4 rounded-sm ${look}`} />
          {name}
        </li>
      ))}
    </ul>
  );
}
