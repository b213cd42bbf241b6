import { useMemo } from "react";

import type { Decoration } from "@/components/tree/decoration";
import type { Review } from "@/features/review/useReview";
import { handleOf } from "@/patch/handle";

/** The marks of a draft, and on its rows what else happened to them: in the plan meanwhile, or left out, and why. */
export function useMarkedDraft({
  comparison,
  underneath,
  proposal,
  selection: { leftOutWith },
}: Review): ReadonlyMap<string, Decoration> {
  const leftOut = proposal?.left_out;
  return useMemo(() => {
    const marked = new Map(comparison.decorations);
    const note = (id: string, aside: string) => {
      marked.set(id, { ...(marked.get(id) ?? { marks: [] }), aside });
    };
    for (const [id, { marks }] of underneath?.decorations ?? []) {
      note(id, `${marks.includes("removed") ? "Removed" : "Changed"} in the plan meanwhile`);
    }
    for (const { target_id: id } of leftOut ?? []) note(id, "Left out");
    for (const [id, cause] of leftOutWith) {
      const needed = comparison.plan.tasks.get(cause);
      if (needed) note(id, `Left out: needs ${handleOf(needed)}`);
    }
    return marked;
  }, [comparison, underneath, leftOut, leftOutWith]);
}
