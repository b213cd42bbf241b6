import { useMemo } from "react";

import type { Decoration } from "@/components/tree/decoration";
import type { Review } from "@/features/review/useReview";

/** The marks of a draft, and on its rows what else happened to them in the plan meanwhile. */
export function useMarkedDraft({
  comparison,
  underneath,
}: Review): ReadonlyMap<string, Decoration> {
  const { decorations } = comparison;
  return useMemo(() => {
    if (!underneath) return decorations;
    const marked = new Map(decorations);
    for (const [id, { marks }] of underneath.decorations) {
      const own = marked.get(id);
      const verb = marks.includes("removed") ? "Removed" : "Changed";
      marked.set(id, { ...(own ?? { marks: [] }), aside: `${verb} in the plan meanwhile` });
    }
    return marked;
  }, [decorations, underneath]);
}
