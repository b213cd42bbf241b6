import { Link } from "@tanstack/react-router";
import { Suspense } from "react";

import { buttonClasses } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";
import { Failure, Notice } from "@/components/ui/Notice";
import { Skeleton, SkeletonList } from "@/components/ui/Skeleton";
import { Problem } from "@/lib/problem";

// Loaded when it is needed.
const DeletedProject = lazily(() => import("@/features/plan/DeletedProject"));

/** What stands here while the plan is on its way. */
export function Loading() {
  return (
    <div className="mx-auto w-full max-w-4xl px-4 pt-6 sm:px-6">
      <title>Loading… · Patch Ledger</title>
      <h1 className="sr-only">The project is being loaded</h1>
      <Skeleton className="h-7 w-2/5" />
      <Skeleton className="mt-3 h-4 w-3/5" />
      <div className="mt-6">
        <SkeletonList label="The project is being loaded" lines={9} />
      </div>
    </div>
  );
}

interface NotThereProps {
  projectId: string;
  error: unknown;
  onRetry: () => void;
}

/** Why there is no plan to show, and what can be done about it. */
export function NotThere({ projectId, error, onRetry }: NotThereProps) {
  const home = (
    <Link to="/" className={buttonClasses()}>
      To the projects
    </Link>
  );
  if (error instanceof Problem && error.status === 404) {
    return (
      <>
        <title>Not found · Patch Ledger</title>
        <Notice isPage icon="search" title="There is no such project" action={home} />
      </>
    );
  }
  if (error instanceof Problem && error.status === 410) {
    return (
      <Suspense fallback={<Loading />}>
        <DeletedProject projectId={projectId} problem={error} />
      </Suspense>
    );
  }
  return (
    <>
      <title>Error · Patch Ledger</title>
      <Failure isPage title="The project could not be loaded" error={error} onRetry={onRetry} />
    </>
  );
}
