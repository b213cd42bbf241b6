import { useId, type ReactNode } from "react";

import { LABEL } from "@/components/ui/TextField";

/** A group of fields with its name above. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} className={LABEL}>
        {title}
      </p>
      {children}
    </div>
  );
}
