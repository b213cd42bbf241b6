import { useMemo } from "react";

import { removeTask } from "@/components/task/edits/taskEdits";
import { treeEdits } from "@/components/task/edits/treeEdits";
import type { TreeEditing } from "@/components/tree/editing";
import type { Review } from "@/features/review/useReview";

/** Editing a draft in its tree. */
export function useDraftEditing({ draft, edit }: Review): TreeEditing {
  return useMemo(
    () => ({
      ...treeEdits(
        () => draft,
        (made) => {
          if (made) edit(made.patches);
        },
      ),
      remove: (id) => {
        const task = draft.tasks.get(id);
        if (task) edit(removeTask(draft, task).patches);
      },
    }),
    [draft, edit],
  );
}
