import { fileURLToPath, URL } from "node:url";

import type { Rolldown } from "vite";

/** The code of each route, by the words of its address: what `public/early.js` makes of it. */
export const ROUTES = {
  "": "features/projects/StartPage",
  projects: "app/ProjectRoute",
  "projects/board": "app/BoardRoute",
  "projects/timeline": "app/TimelineRoute",
  "projects/graph": "app/GraphRoute",
  "projects/dashboard": "app/DashboardRoute",
  "projects/history": "app/HistoryRoute",
  proposals: "app/ProposalRoute",
} as const;

/** What comes with a project that is opened without a draft. */
export const TREE = ["features/plan/PlanTree"] as const;

/** What comes with a draft, on a page of its own or in its project: its changes and its conversation. */
export const DRAFT = [
  "features/review/draft/DraftView",
  "features/review/conversation/Messages",
] as const;

/** What each page begins with. */
const PAGES = {
  start: [ROUTES[""]],
  project: [ROUTES.projects, ...TREE],
  draft: [ROUTES.projects, ...DRAFT],
  proposal: [ROUTES.proposals, ...DRAFT],
  board: [ROUTES["projects/board"]],
  timeline: [ROUTES["projects/timeline"]],
  graph: [ROUTES["projects/graph"]],
  dashboard: [ROUTES["projects/dashboard"]],
  history: [ROUTES["projects/history"]],
} as const;

type Page = keyof typeof PAGES;

const EVERY = Object.keys(PAGES) as Page[];

interface Shared {
  readonly name: string;
  readonly by: readonly Page[];
  /** How many of them at least have to begin with a module: a few small files pack worse than one. */
  readonly least: number;
}

/** The files that pages share, from the one that the fewest load. */
const SHARED: readonly Shared[] = [
  { name: "draft", by: ["draft", "proposal"], least: 2 },
  { name: "project", by: ["project", "draft"], least: 2 },
  { name: "frame", by: ["board", "timeline", "graph", "dashboard"], least: 4 },
  { name: "filter", by: ["project", "board", "timeline", "graph", "dashboard"], least: 5 },
  { name: "review", by: ["project", "draft", "proposal"], least: 3 },
  { name: "tree", by: ["project", "draft", "proposal", "history"], least: 3 },
  { name: "store", by: ["project", "draft", "board", "timeline", "graph", "dashboard"], least: 5 },
  { name: "plan", by: EVERY, least: 7 },
];

/** What pages seem to begin with, and is not used by what they use of its importers: only dates need it. */
const UNUSED = "/node_modules/@internationalized/number/";

/**
 * The file that a module goes into: that of the pages which begin with it. What a single page has, or none
 * begins with, is left to the bundler, as is what is shared by pages that have no file together.
 */
export function fileOf(id: string, context: Rolldown.ChunkingContext): string | null {
  if (id.includes(UNUSED)) return null;
  const pages = pagesOf(context).get(id) ?? [];
  const shared = SHARED.find(
    ({ by, least }) => pages.length >= least && pages.every((page) => by.includes(page)),
  );
  // What does not change with every version of the page.
  if (shared?.by === EVERY && id.includes("/node_modules/")) return "base";
  return shared?.name ?? null;
}

type Reached = ReadonlyMap<string, readonly Page[]>;

let reached: Reached | null = null;

function pagesOf(context: Rolldown.ChunkingContext): Reached {
  reached ??= walked(context);
  return reached;
}

function walked(context: Rolldown.ChunkingContext): Reached {
  const found = new Map<string, Page[]>();
  for (const page of EVERY) {
    for (const id of needed(["main", ...PAGES[page]].map(fileName), context)) {
      found.set(id, [...(found.get(id) ?? []), page]);
    }
  }
  return found;
}

/** Modules and all that they import. */
function needed(roots: readonly string[], context: Rolldown.ChunkingContext) {
  const found = new Set(roots);
  // It grows while it is walked.
  for (const id of found) {
    const module = context.getModuleInfo(id);
    if (!module) throw new Error(`${id} is not in the page`);
    module.importedIds.forEach((imported) => found.add(imported));
  }
  return found;
}

function fileName(module: string): string {
  return fileURLToPath(new URL(`./src/${module}.tsx`, import.meta.url));
}
