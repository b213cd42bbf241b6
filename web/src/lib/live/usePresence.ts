import { useEffect } from "react";

import { api } from "@/lib/api";
import { useConnection } from "@/lib/live/connection";
import { ME, noteViewers, type Viewing } from "@/lib/live/presence";
import { useOwnName } from "@/lib/ownName";

/** How often, in milliseconds, what one looks at is said again: a third of how long it holds. */
const AGAIN = 10_000;
/** How long, in milliseconds, one looks at something before it is told: nobody follows each key. */
const CALM = 200;

/**
 * Tells the others what this page looks at in a project (null: in none), for as long as it is seen. That
 * it cannot be told changes nothing here.
 */
export function usePresence(projectId: string | null, kind: Viewing["kind"], id: string | null) {
  const [name] = useOwnName();
  // Whose connection ended is soon taken for gone, so it is said again as soon as there is one.
  const isLive = useConnection() === "live";
  useEffect(() => {
    if (projectId === null) return;
    const say = () => {
      if (!document.hidden) void look(projectId, { kind, id }, name).catch(() => undefined);
    };
    const soon = setTimeout(say, CALM);
    const timer = setInterval(say, AGAIN);
    document.addEventListener("visibilitychange", say);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
      document.removeEventListener("visibilitychange", say);
    };
  }, [projectId, kind, id, name, isLive]);
  useEffect(() => {
    if (projectId === null) return;
    const goIfHidden = () => {
      if (document.hidden) leave(projectId);
    };
    const go = () => {
      leave(projectId);
    };
    document.addEventListener("visibilitychange", goIfHidden);
    window.addEventListener("pagehide", go);
    return () => {
      document.removeEventListener("visibilitychange", goIfHidden);
      window.removeEventListener("pagehide", go);
      leave(projectId);
      noteViewers([]);
    };
  }, [projectId]);
}

function look(projectId: string, viewing: Viewing, name: string | null) {
  const path = { project_id: projectId, viewer: ME };
  return api.PUT("/api/v1/projects/{project_id}/presence/{viewer}", {
    params: { path },
    body: { name, viewing },
  });
}

/** Says that one looks no more; also heard when the page is gone by then. */
function leave(projectId: string) {
  const path = `/api/v1/projects/${projectId}/presence/${ME}`;
  fetch(path, { method: "DELETE", keepalive: true }).catch(() => undefined);
}
