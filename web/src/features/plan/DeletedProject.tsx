import { Link } from "@tanstack/react-router";

import { Button, buttonClasses } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { useBringBack } from "@/features/plan/useBringBack";
import { messageOf, type Problem } from "@/lib/problem";

interface DeletedProjectProps {
  projectId: string;
  /** The API's refusal, which says at what version the project was deleted. */
  problem: Problem;
}

/** A project that is no more, and the way to have it back. */
export default function DeletedProject({ projectId, problem }: DeletedProjectProps) {
  const deletedAt = Number(problem.document.version);
  const bringBack = useBringBack(projectId);
  return (
    <>
      <title>Deleted · Patch Ledger</title>
      <Notice
        isPage
        icon="trash"
        title="This project was deleted"
        action={
          <div className="flex flex-wrap justify-center gap-2">
            {deletedAt > 1 && (
              <Button
                icon="undo"
                isDisabled={bringBack.isPending}
                onPress={() => {
                  bringBack.mutate();
                }}
              >
                Bring it back
              </Button>
            )}
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
