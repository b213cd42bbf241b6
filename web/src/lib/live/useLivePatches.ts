import { useLive } from "@/lib/live/useLive";

/** Hears of every version that a changeset leads to, whoever made it; null: of no project. */
export function useLivePatches(
  projectId: string | null,
  from: () => number,
  onVersion: (version: number) => void,
) {
  const path = projectId && `/api/v1/projects/${projectId}/events`;
  useLive(path, from, ({ event, data }) => {
    if (event !== "patch") return;
    const { version, index, size } = JSON.parse(data) as LivePatch;
    // A changeset is taken whole, with its last patch.
    if (index === size - 1) onVersion(version);
  });
}

interface LivePatch {
  readonly version: number;
  readonly index: number;
  readonly size: number;
}
