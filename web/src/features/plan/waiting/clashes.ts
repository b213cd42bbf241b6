import { useState } from "react";

import type { KeptEdit } from "@/lib/keeping/kept";
import { Problem } from "@/lib/problem";

/** An edit that met a change of somebody else, until a person has chosen. */
export interface Clash {
  readonly edit: KeptEdit;
  readonly problem: Problem;
}

/** What the server said about an edit that it did not take; null: it took it, or was not asked yet. */
export function problemOf({ refusal }: KeptEdit): Problem | null {
  return refusal && new Problem(refusal.status, refusal.document);
}

/** The clash of an edit; null: it has none. */
export function clashOf(edit: KeptEdit): Clash | null {
  const problem = problemOf(edit);
  return problem?.code === "conflict" ? { edit, problem } : null;
}

/** The clash to decide now; it can be put off, and taken up again. */
export function useClash(refused: readonly KeptEdit[]) {
  const [putOff, setPutOff] = useState<ReadonlySet<string>>(new Set());
  const clash = refused.filter(({ id }) => !putOff.has(id)).find(clashOf);
  return {
    clash: clash ? clashOf(clash) : null,
    putOff: (id: string) => {
      setPutOff(new Set([...putOff, id]));
    },
    takeUp: (id: string) => {
      setPutOff(new Set([...putOff].filter((one) => one !== id)));
    },
  };
}
