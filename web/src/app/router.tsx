import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";

import { Crash } from "@/app/Crash";
import { NotFound } from "@/app/NotFound";
import { dateOf, filterIn, oneOf, textOf, versionOf, type Search } from "@/app/search";
import { Shell } from "@/app/Shell";
import { lazilyFrom } from "@/components/ui/lazily";
import type { PlanFilter } from "@/features/plan/filter/filter";

interface HistorySearch {
  version?: number;
  from?: number;
  to?: number;
  layout?: "side" | "list";
  task?: string;
  actor?: string;
  op?: (typeof OPS)[number];
  cause?: (typeof CAUSES)[number];
  proposal?: string;
  since?: string;
  until?: string;
  text?: string;
}

const OPS = ["create", "update", "delete"] as const;
const CAUSES = ["edit", "accept", "undo", "redo", "restore", "import", "rule", "sync"] as const;
const LAYOUTS = ["side", "list"] as const;

interface ProjectSearch extends PlanFilter {
  view?: string;
  task?: string;
  proposal?: string;
  within?: string;
}

interface DashboardSearch extends PlanFilter {
  view?: string;
  version?: number;
  span?: (typeof SPANS)[number];
  per?: (typeof PERIODS)[number];
}

const SPANS = ["month", "quarter", "year"] as const;
const PERIODS = ["day", "week"] as const;

interface BoardSearch extends PlanFilter {
  view?: string;
  version?: number;
  show?: (typeof SHOWN)[number];
}

const SHOWN = ["leaves", "roots", "all"] as const;

interface TimelineSearch extends PlanFilter {
  version?: number;
  zoom?: (typeof ZOOMS)[number];
}

const ZOOMS = ["day", "week", "month"] as const;

interface GraphSearch extends PlanFilter {
  version?: number;
  focus?: string;
  as?: (typeof SHAPES)[number];
}

const SHAPES = ["drawing", "list"] as const;

interface NewProposalSearch {
  goal?: string;
  document?: string;
}

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Crash,
});

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazilyFrom(
    () => import("@/features/projects/StartPage"),
    (module) => module.StartPage,
  ),
});

const project = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId",
  // `task`: the one whose details are shown. `proposal`: the conversation that is open; `within`:
  // the task that a new one is about. The rest says which tasks are shown; `view`: the saved view
  // that is chosen.
  validateSearch: (search: Search): ProjectSearch => ({
    ...textOf(search, "task"),
    ...textOf(search, "proposal"),
    ...textOf(search, "within"),
    ...filterIn(search),
    ...textOf(search, "view"),
  }),
  component: lazilyFrom(
    () => import("@/app/ProjectRoute"),
    (module) => module.ProjectRoute,
  ),
});

const history = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId/history",
  // The version that is shown, or the two that are compared; the newest where one is absent. The
  // rest is what is looked for.
  validateSearch: (search: Search): HistorySearch => ({
    ...versionOf(search, "version"),
    ...versionOf(search, "from"),
    ...versionOf(search, "to"),
    ...oneOf(search, "layout", LAYOUTS),
    ...textOf(search, "task"),
    ...textOf(search, "actor"),
    ...oneOf(search, "op", OPS),
    ...oneOf(search, "cause", CAUSES),
    ...textOf(search, "proposal"),
    ...dateOf(search, "since"),
    ...dateOf(search, "until"),
    ...textOf(search, "text"),
  }),
  component: lazilyFrom(
    () => import("@/app/HistoryRoute"),
    (module) => module.HistoryRoute,
  ),
});

const dashboard = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId/dashboard",
  // Of how many days the charts tell, and whether throughput is told by day or by week. `version`: how
  // it stood then. The filter that one comes with is kept for the views that one goes on to.
  validateSearch: (search: Search): DashboardSearch => ({
    ...filterIn(search),
    ...textOf(search, "view"),
    ...versionOf(search, "version"),
    ...oneOf(search, "span", SPANS),
    ...oneOf(search, "per", PERIODS),
  }),
  component: lazilyFrom(
    () => import("@/app/DashboardRoute"),
    (module) => module.DashboardRoute,
  ),
});

const board = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId/board",
  // Which tasks stand on it: those that carry the work, the large ones, or all. `version`, here and
  // in the next two: how it was then.
  validateSearch: (search: Search): BoardSearch => ({
    ...versionOf(search, "version"),
    ...filterIn(search),
    ...textOf(search, "view"),
    ...oneOf(search, "show", SHOWN),
  }),
  component: lazilyFrom(
    () => import("@/app/BoardRoute"),
    (module) => module.BoardRoute,
  ),
});

const timeline = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId/timeline",
  validateSearch: (search: Search): TimelineSearch => ({
    ...versionOf(search, "version"),
    ...filterIn(search),
    ...oneOf(search, "zoom", ZOOMS),
  }),
  component: lazilyFrom(
    () => import("@/app/TimelineRoute"),
    (module) => module.TimelineRoute,
  ),
});

const graph = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId/graph",
  // `focus`: the task that it is about. `as`: whether it is drawn, or told in words.
  validateSearch: (search: Search): GraphSearch => ({
    ...versionOf(search, "version"),
    ...filterIn(search),
    ...textOf(search, "focus"),
    ...oneOf(search, "as", SHAPES),
  }),
  component: lazilyFrom(
    () => import("@/app/GraphRoute"),
    (module) => module.GraphRoute,
  ),
});

const newProposal = createRoute({
  getParentRoute: () => root,
  path: "/proposals/new",
  // What is wanted, in the person's words, and the document that it is to be made from.
  validateSearch: (search: Search): NewProposalSearch => ({
    ...textOf(search, "goal"),
    ...textOf(search, "document"),
  }),
  component: lazilyFrom(
    () => import("@/app/ProposalRoute"),
    (module) => module.NewProposalRoute,
  ),
});

const proposal = createRoute({
  getParentRoute: () => root,
  path: "/proposals/$proposalId",
  // What one came for: a message by its place, or the one that brought this field of this task.
  validateSearch: (search: Search): { message?: number; task?: string; field?: string } => ({
    ...versionOf(search, "message"),
    ...textOf(search, "task"),
    ...textOf(search, "field"),
  }),
  component: lazilyFrom(
    () => import("@/app/ProposalRoute"),
    (module) => module.ProposalRoute,
  ),
});

const routes = root.addChildren([
  start,
  project,
  board,
  timeline,
  graph,
  dashboard,
  history,
  newProposal,
  proposal,
]);

/** The routes of the page; each loads its code when it is first needed. */
export function newRouter() {
  return createRouter({
    routeTree: routes,
    defaultPreload: "intent",
    defaultErrorComponent: Crash,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
  interface HistoryState {
    /** The page that one comes from had the focus in what is gone now. */
    takesFocus?: boolean;
  }
}
