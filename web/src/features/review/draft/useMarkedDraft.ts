import { useMemo } from "react";

import type { Decoration } from "@/components/tree/decoration";
import type { Review } from "@/features/review/useReview";

/** The marks of a draft, and on its rows what else happened to them: in the plan meanwhile, or left out. */
export function useMarkedDraft({
  comparison,
  underneath,
  proposal,
}: Review): ReadonlyMap<string, Decoration> {
  const { decorations } = comparison;
  const leftOut = proposal?.left_out;
  return useMemo(() => {
    const marked = new Map(decorations);
    const note = (id: string, aside: string) => {
      marked.set(id, { ...(marked.get(id) ?? { marks: [] }), aside });
    };
    for (const [id, { marks }] of underneath?.decorations ?? []) {
      note(id, `${marks.includes("removed") ? "Removed" : "Changed"} in the plan meanwhile`);
    }
    for (const { target_id: id } of leftOut ?? []) note(id, "Left out");
    return marked;
  }, [decorations, underneath, leftOut]);
}
