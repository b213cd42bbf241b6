import { noteChanged } from "@/lib/live/lists";
import { useLive } from "@/lib/live/useLive";

/** The names of the lists of all there is; of one project's drafts it is the project's id. */
export const LISTS = { projects: "projects", drafts: "drafts" } as const;

/** Hears when the lists of projects and of open drafts are not as they were. */
export function useLiveLists(): void {
  // What it tells is how things stand, at each connection anew: there is no place to go on from.
  useLive(
    "/api/v1/lists/events",
    () => 0,
    ({ data }) => {
      const changed = JSON.parse(data) as Record<keyof typeof LISTS, number>;
      noteChanged(LISTS.projects, changed.projects);
      noteChanged(LISTS.drafts, changed.drafts);
    },
  );
}
