import { lazy, Suspense } from "react";

import type { DialogWindowProps } from "@/components/ui/DialogWindow";

// Loaded with the first that opens.
const DialogWindow = lazy(() => import("@/components/ui/DialogWindow"));

/** A window over the page: centred, and a sheet from below where the screen is narrow. */
export function Dialog({ isOpen, ...props }: DialogWindowProps & { isOpen: boolean }) {
  return <Suspense>{isOpen && <DialogWindow {...props} />}</Suspense>;
}
