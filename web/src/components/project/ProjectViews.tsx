import { Link, useNavigate, useSearch } from "@tanstack/react-router";

import { useAtVersion } from "@/components/project/atVersion";
import { SavedViews } from "@/components/project/saved/SavedViews";
import { placeOf, viewByKey, VIEWS } from "@/components/project/views";
import { classes } from "@/lib/classes";
import { useKeyDown } from "@/lib/useKeyDown";

const SHAPE =
  "inline-flex h-8 pointer-coarse:h-10 items-center rounded-md px-2 text-sm font-medium sm:px-2.5";

/** The ways of looking at one project; where one is, is marked. What is filtered stays so. */
export function ProjectViews({ projectId }: { projectId: string }) {
  const search = useSearch({
    strict: false,
    select: ({ status, priority, assignee, tag, text, due }) => ({
      ...{ status, priority, assignee, tag, text, due },
    }),
    structuralSharing: true,
  });
  const navigate = useNavigate();
  const params = { projectId };
  const version = useAtVersion();
  useKeyDown((event) => {
    const view = viewByKey(event);
    if (!view) return;
    event.preventDefault();
    void navigate({ ...placeOf(view, search, version), params });
  });
  return (
    <nav
      aria-label="Views of the project"
      className="-mx-2 flex flex-wrap items-center gap-0.5 max-sm:gap-0 print:hidden"
    >
      {VIEWS.map((view) => (
        <Link
          key={view.to}
          {...placeOf(view, search, version)}
          params={params}
          title={`${view.name} (${view.keys})`}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ className: classes(SHAPE, "bg-sunken text-ink"), "aria-current": "page" }}
          inactiveProps={{ className: classes(SHAPE, "text-muted hover:bg-sunken hover:text-ink") }}
        >
          {view.name}
        </Link>
      ))}
      <SavedViews projectId={projectId} />
    </nav>
  );
}
