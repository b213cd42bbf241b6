import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import type { PlanStore } from "@/features/plan/store/PlanStore";

/** What is left of a project that was deleted while it was open. */
export function DeletedNotice({ store }: { store: PlanStore }) {
  return (
    <>
      <title>Deleted · Patch Ledger</title>
      <Notice
        isPage
        icon="trash"
        title="This project was deleted"
        action={
          <Button
            icon="undo"
            onPress={() => {
              store.revert("undo");
            }}
          >
            Undo
          </Button>
        }
      >
        Its history stays: undo brings it all back.
      </Notice>
    </>
  );
}
