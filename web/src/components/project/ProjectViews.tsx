import { Link } from "@tanstack/react-router";

import { classes } from "@/lib/classes";

const VIEWS = [
  { to: "/projects/$projectId", name: "Plan" },
  { to: "/projects/$projectId/dashboard", name: "Dashboard" },
] as const;
const SHAPE = "inline-flex h-8 items-center rounded-md px-2 text-sm font-medium sm:px-2.5";

/** The ways of looking at one project; where one is, is marked. */
export function ProjectViews({ projectId }: { projectId: string }) {
  return (
    <nav aria-label="Views of the project" className="-mx-2 flex flex-wrap gap-0.5">
      {VIEWS.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          params={{ projectId }}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ className: classes(SHAPE, "bg-sunken text-ink"), "aria-current": "page" }}
          inactiveProps={{ className: classes(SHAPE, "text-muted hover:bg-sunken hover:text-ink") }}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
