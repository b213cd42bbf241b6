import { lazy, Suspense, useSyncExternalStore } from "react";

import { isToastWaiting, onToast } from "@/lib/toast";
import { useLoadedAhead } from "@/lib/useLoadedAhead";

const load = () => import("@/app/ToastList");
const ToastList = lazy(load);

/** The notes at the edge of the page; loaded with the first of them, or ahead of it. */
export function Toasts() {
  const isNeeded = useSyncExternalStore(onToast, isToastWaiting);
  useLoadedAhead(load);
  return <Suspense>{isNeeded && <ToastList />}</Suspense>;
}
