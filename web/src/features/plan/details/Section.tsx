import type { ReactNode } from "react";

import { LABEL } from "@/components/ui/TextField";

/** A group of fields with its name above. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className={LABEL}>{title}</h3>
      {children}
    </section>
  );
}
