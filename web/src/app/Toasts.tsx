import { Suspense, useSyncExternalStore } from "react";

import { lazilyOr } from "@/components/ui/lazilyOr";
import { isToastWaiting, onToast } from "@/lib/toast";

const ToastList = lazilyOr(
  () => import("@/app/ToastList"),
  () => null,
);

/** The notes at the edge of the page; loaded with the first of them. */
export function Toasts() {
  const isNeeded = useSyncExternalStore(onToast, isToastWaiting);
  return <Suspense>{isNeeded && <ToastList />}</Suspense>;
}
