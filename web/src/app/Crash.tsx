import type { ErrorComponentProps } from "@tanstack/react-router";

import { Failure } from "@/components/ui/Notice";

/** A page that could not be shown, whatever the reason. */
export function Crash({ error, reset }: ErrorComponentProps) {
  return (
    <>
      <title>Error · Patch Ledger</title>
      <Failure isPage title="This page could not be shown" error={error} onRetry={reset} />
    </>
  );
}
