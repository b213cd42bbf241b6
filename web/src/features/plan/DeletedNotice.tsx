import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

import { Button, buttonClasses } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { useBringBack } from "@/features/plan/useBringBack";
import { messageOf } from "@/lib/problem";

/** What is left of a project that was deleted while it was open. */
export default function DeletedNotice({ projectId }: { projectId: string }) {
  const bringBack = useBringBack(projectId);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Whoever was in the plan, or in the note that asked, goes on here.
    const timer = requestAnimationFrame(() => {
      const at = document.activeElement;
      if (at === document.body || at?.closest("[data-sonner-toaster]")) button.current?.focus();
    });
    return () => {
      cancelAnimationFrame(timer);
    };
  }, []);
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
              ref={button}
              icon="undo"
              onPress={() => {
                if (!bringBack.isPending) bringBack.mutate();
              }}
            >
              Bring it back
            </Button>
            <Link to="/" className={buttonClasses()}>
              To the projects
            </Link>
          </div>
        }
      >
        Its history stays, and everything in it can be brought back.
        {bringBack.isError && (
          <p role="alert" className="mt-2 text-removed">
            {messageOf(bringBack.error)}
          </p>
        )}
      </Notice>
    </>
  );
}
