import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";

import { Crash } from "@/app/Crash";
import { NotFound } from "@/app/NotFound";
import { Shell } from "@/app/Shell";
import { PRIORITY_NAMES, STATUS_NAMES } from "@/components/task/words";
import type { PlanFilter } from "@/features/plan/filter/filter";
import type { Priority, TaskStatus } from "@/patch/model";

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

const STATUSES = ["open", ...(Object.keys(STATUS_NAMES) as TaskStatus[])] as const;
const PRIORITIES = Object.keys(PRIORITY_NAMES) as Priority[];
const DUES = ["overdue", "today", "week", "none"] as const;

interface ProjectSearch extends PlanFilter {
  task?: string;
  proposal?: string;
  within?: string;
}

interface DashboardSearch {
  span?: (typeof SPANS)[number];
  per?: (typeof PERIODS)[number];
}

const SPANS = ["month", "quarter", "year"] as const;
const PERIODS = ["day", "week"] as const;

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
  component: lazyRouteComponent(() => import("@/features/projects/StartPage"), "StartPage"),
});

const project = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId",
  // `task`: the one whose details are shown. `proposal`: the conversation that is open; `within`:
  // the task that a new one is about. The rest says which tasks are shown.
  validateSearch: (search: Record<string, unknown>): ProjectSearch => ({
    ...textOf(search, "task"),
    ...textOf(search, "proposal"),
    ...textOf(search, "within"),
    ...oneOf(search, "status", STATUSES),
    ...oneOf(search, "priority", PRIORITIES),
    ...textOf(search, "assignee"),
    ...textOf(search, "tag"),
    ...textOf(search, "text"),
    ...oneOf(search, "due", DUES),
  }),
  component: lazyRouteComponent(() => import("@/app/ProjectRoute"), "ProjectRoute"),
});

const history = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId/history",
  // The version that is shown, or the two that are compared; the newest where one is absent. The
  // rest is what is looked for.
  validateSearch: (search: Record<string, unknown>): HistorySearch => ({
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
  component: lazyRouteComponent(() => import("@/app/HistoryRoute"), "HistoryRoute"),
});

const dashboard = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId/dashboard",
  // Of how many days the charts tell, and whether throughput is told by day or by week.
  validateSearch: (search: Record<string, unknown>): DashboardSearch => ({
    ...oneOf(search, "span", SPANS),
    ...oneOf(search, "per", PERIODS),
  }),
  component: lazyRouteComponent(() => import("@/app/DashboardRoute"), "DashboardRoute"),
});

const newProposal = createRoute({
  getParentRoute: () => root,
  path: "/proposals/new",
  // What is wanted, in the person's words, and the document that it is to be made from.
  validateSearch: (search: Record<string, unknown>): NewProposalSearch => ({
    ...textOf(search, "goal"),
    ...textOf(search, "document"),
  }),
  component: lazyRouteComponent(() => import("@/app/ProposalRoute"), "NewProposalRoute"),
});

const proposal = createRoute({
  getParentRoute: () => root,
  path: "/proposals/$proposalId",
  // What one wants to know the reason of: the message that brought this field of this task is shown.
  validateSearch: (search: Record<string, unknown>): { task?: string; field?: string } => ({
    ...textOf(search, "task"),
    ...textOf(search, "field"),
  }),
  component: lazyRouteComponent(() => import("@/app/ProposalRoute"), "ProposalRoute"),
});

const routes = root.addChildren([start, project, dashboard, history, newProposal, proposal]);

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

function textOf<Name extends string>(
  search: Record<string, unknown>,
  name: Name,
): Partial<Record<Name, string>> {
  // What looks like a number was read as one.
  const value = typeof search[name] === "number" ? String(search[name]) : search[name];
  return typeof value === "string" && value ? ({ [name]: value } as Record<Name, string>) : {};
}

function versionOf<Name extends string>(
  search: Record<string, unknown>,
  name: Name,
): Partial<Record<Name, number>> {
  const value = search[name];
  const isVersion = typeof value === "number" && Number.isInteger(value) && value >= 0;
  return isVersion ? ({ [name]: value } as Record<Name, number>) : {};
}

function oneOf<Name extends string, Value extends string>(
  search: Record<string, unknown>,
  name: Name,
  values: readonly Value[],
): Partial<Record<Name, Value>> {
  const value = values.find((one) => one === search[name]);
  return value ? ({ [name]: value } as Record<Name, Value>) : {};
}

function dateOf<Name extends string>(
  search: Record<string, unknown>,
  name: Name,
): Partial<Record<Name, string>> {
  const value = search[name];
  const isDate = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return isDate && !Number.isNaN(Date.parse(value))
    ? ({ [name]: value } as Record<Name, string>)
    : {};
}
