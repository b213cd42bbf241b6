import { useEffect } from "react";

import type { PlanStore } from "@/features/plan/store/PlanStore";

/**
 * Tells the store of every version that others reach, over server-sent events. Only while the page
 * is seen: a browser keeps few connections to one server, and each tab would take one for itself.
 */
export function useLiveVersion(projectId: string, store: PlanStore) {
  useEffect(() => {
    let source: EventSource | null = null;
    const listen = () => {
      source?.close();
      source = document.hidden ? null : listenTo(projectId, store);
    };
    listen();
    document.addEventListener("visibilitychange", listen);
    return () => {
      document.removeEventListener("visibilitychange", listen);
      source?.close();
    };
  }, [projectId, store]);
}

function listenTo(projectId: string, store: PlanStore): EventSource {
  const source = new EventSource(
    `/api/v1/projects/${projectId}/events?after=${store.state().version}`,
  );
  source.addEventListener("patch", (event: MessageEvent<string>) => {
    const { version, index, size } = JSON.parse(event.data) as LivePatch;
    // A changeset is fetched whole, with its last patch.
    if (index === size - 1) store.hear(version);
  });
  return source;
}

interface LivePatch {
  version: number;
  index: number;
  size: number;
}
