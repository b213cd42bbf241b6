import { Link } from "@tanstack/react-router";

import { Button, buttonClasses } from "@/components/ui/Button";
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
          <div className="flex flex-wrap justify-center gap-2">
            <Button
              icon="undo"
              onPress={() => {
                store.revert("undo");
              }}
            >
              Undo
            </Button>
            <Link to="/" className={buttonClasses()}>
              To the projects
            </Link>
          </div>
        }
      >
        Its history stays: undo brings it all back.
      </Notice>
    </>
  );
}
