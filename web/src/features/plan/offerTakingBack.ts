import type { Edit } from "@/components/task/edits/edit";
import type { PlanStore } from "@/features/plan/store/PlanStore";
import { toast } from "@/lib/toast";

/** What was done last: one note at a time. It goes when the edit turns out to be refused. */
export const EDIT_TOAST = "edit";

/** Makes an edit and says so, with a button that takes just that one back. */
export function editAndOffer(store: PlanStore, edit: Edit) {
  const id = store.edit(edit);
  const onClick = () => {
    store.takeBack(id);
  };
  toast(edit.message, { id: EDIT_TOAST, action: { label: "Undo", onClick } });
}
