import { useId, type ReactNode } from "react";

/** Options that belong together, below what they are. */
export function OptionGroup({ heading, children }: { heading: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className="px-2.5 pt-2.5 pb-1 text-xs font-medium text-muted">
        {heading}
      </div>
      {children}
    </div>
  );
}
