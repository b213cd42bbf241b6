import { noteChanged, viewsOf } from "@/lib/live/lists";
import { ME, noteViewers, type Viewer } from "@/lib/live/presence";
import { useLive } from "@/lib/live/useLive";

/**
 * Hears of every version that a changeset leads to, whoever made it, and notes who looks on and when the
 * open drafts and the saved views changed. null: of no project.
 */
export function useLivePatches(
  projectId: string | null,
  from: () => number,
  onVersion: (version: number) => void,
) {
  const path =
    projectId && `/api/v1/projects/${projectId}/events?presence=true&lists=true&viewer=${ME}`;
  useLive(path, from, ({ event, data }) => {
    if (event === "presence") noteViewers((JSON.parse(data) as LivePresence).viewers);
    if (event === "lists" && projectId) {
      const { drafts, views } = JSON.parse(data) as Lists;
      noteChanged(projectId, drafts);
      noteChanged(viewsOf(projectId), views);
    }
    if (event !== "patch") return;
    const { version, index, size } = JSON.parse(data) as LivePatch;
    // A changeset is taken whole, with its last patch.
    if (index === size - 1) onVersion(version);
  });
}

interface LivePresence {
  readonly viewers: readonly Viewer[];
}

interface Lists {
  readonly drafts: number;
  readonly views: number;
}

interface LivePatch {
  readonly version: number;
  readonly index: number;
  readonly size: number;
}
