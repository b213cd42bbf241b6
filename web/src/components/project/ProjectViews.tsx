import { Link, useNavigate, useSearch } from "@tanstack/react-router";

import { SavedViews } from "@/components/project/saved/SavedViews";
import { viewByKey, VIEWS } from "@/components/project/views";
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
  useKeyDown((event) => {
    const view = viewByKey(event);
    if (!view) return;
    event.preventDefault();
    void navigate({ to: view.to, params, search });
  });
  return (
    <nav
      aria-label="Views of the project"
      className="-mx-2 flex flex-wrap gap-0.5 max-sm:gap-0 print:hidden"
    >
      {VIEWS.map(({ to, name, keys }) => (
        <Link
          key={to}
          to={to}
          params={params}
          search={search}
          title={`${name} (${keys})`}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ className: classes(SHAPE, "bg-sunken text-ink"), "aria-current": "page" }}
          inactiveProps={{ className: classes(SHAPE, "text-muted hover:bg-sunken hover:text-ink") }}
        >
          {name}
        </Link>
      ))}
      <SavedViews projectId={projectId} />
    </nav>
  );
}
