import { lazy, Suspense, useSyncExternalStore } from "react";

import { isToastWaiting, onToast } from "@/lib/toast";

const ToastList = lazy(() => import("@/app/ToastList"));

/** The notes at the edge of the page; loaded with the first of them. */
export function Toasts() {
  const isNeeded = useSyncExternalStore(onToast, isToastWaiting);
  return <Suspense>{isNeeded && <ToastList />}</Suspense>;
}
