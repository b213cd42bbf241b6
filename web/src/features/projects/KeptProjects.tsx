import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { KeptProject } from "@/lib/keeping/kept";
import { exactly } from "@/lib/time";

/** What reads it is loaded where there is anything: on a first visit there is not. */
async function keptHere(): Promise<readonly KeptProject[]> {
  const databases = await indexedDB.databases();
  if (!databases.some(({ name }) => name === "patchledger")) return [];
  const { keptProjects } = await import("@/lib/keeping/plans");
  return keptProjects();
}

interface KeptProjectsProps {
  /** Whether the server cannot be reached: then what was seen is all there is. */
  isAway: boolean;
}

/** The projects on this device that can be opened without a server, or of which edits wait. */
export function KeptProjects({ isAway }: KeptProjectsProps) {
  const kept = useQuery({ queryKey: ["keptProjects"], queryFn: keptHere, gcTime: 0 });
  const shown = kept.data?.filter(({ edits }) => isAway || edits > 0) ?? [];
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="kept-heading" className="mb-4 rounded-lg border border-dashed p-3">
      <h3 id="kept-heading" className="text-sm font-semibold">
        {isAway ? "Kept on this device" : "Changes that are not saved"}
      </h3>
      <ul className="mt-1">
        {shown.map(({ id, title, at, edits }) => (
          <li key={id}>
            <Link
              to="/projects/$projectId"
              params={{ projectId: id }}
              className="-mx-1.5 block rounded-md px-1.5 py-2 hover:bg-sunken"
            >
              <span className="block font-medium [overflow-wrap:anywhere]">{title}</span>
              <span className="block text-sm text-muted">
                {isAway && `As of ${exactly(new Date(at).toISOString())}`}
                {isAway && edits > 0 && " · "}
                {edits > 0 && (edits === 1 ? "1 change to look at" : `${edits} changes to look at`)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
