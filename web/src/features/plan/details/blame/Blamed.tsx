import { createContext, use, type ReactNode } from "react";

import { BlameLine } from "@/features/plan/details/blame/BlameLine";
import { useBlame, type FieldBlame } from "@/features/plan/details/blame/useBlame";

interface Known {
  readonly projectId: string;
  readonly taskId: string;
  readonly fields: ReadonlyMap<string, FieldBlame>;
}

const Blame = createContext<Known | null>(null);

interface BlameOfProps {
  projectId: string;
  taskId: string;
  /** The version that the server has confirmed. */
  version: number;
  children: ReactNode;
}

/** Knows who set the fields of a task, for the fields in it. */
export function BlameOf({ projectId, taskId, version, children }: BlameOfProps) {
  const fields = useBlame(projectId, taskId, version);
  // Without it the fields are as good as with it: neither its loading nor its failing is told.
  return <Blame value={fields ? { projectId, taskId, fields } : null}>{children}</Blame>;
}

/** A field, and below it who set it last. */
export function Blamed({ field, children }: { field: string; children: ReactNode }) {
  const known = use(Blame);
  const blame = known?.fields.get(field);
  return (
    <div className="min-w-0">
      {children}
      {known && blame && (
        <BlameLine projectId={known.projectId} taskId={known.taskId} blame={blame} />
      )}
    </div>
  );
}
