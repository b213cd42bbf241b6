import type { Plugin, Rolldown } from "vite";

/** The code of each route, by the words of its address: what `public/early.js` makes of it. */
const ROUTES: Readonly<Record<string, string>> = {
  "": "features/projects/StartPage",
  projects: "app/ProjectRoute",
  "projects/board": "app/BoardRoute",
  "projects/timeline": "app/TimelineRoute",
  "projects/graph": "app/GraphRoute",
  "projects/dashboard": "app/DashboardRoute",
  "projects/history": "app/HistoryRoute",
  proposals: "app/ProposalRoute",
};

/**
 * Tells `early.js` which files each route needs: without that, the browser would learn it only from the
 * code that every page begins with.
 */
export function earlyPieces(): Plugin {
  return {
    name: "early-pieces",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const pieces = Object.fromEntries(
          Object.entries(ROUTES).map(([route, module]) => [
            route,
            filesOf(module, chunks).filter((file) => !html.includes(file)),
          ]),
        );
        const script = 'src="/early.js"';
        if (!html.includes(script)) throw new Error(`index.html has no ${script}`);
        return html.replace(script, `${script} data-pieces='${JSON.stringify(pieces)}'`);
      },
    },
  };
}

/** The files that a module of `src` is in, with all that they import. */
function filesOf(module: string, chunks: readonly Rolldown.OutputChunk[]): string[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const first = chunks.find(({ facadeModuleId }) => facadeModuleId?.includes(`/src/${module}.`));
  if (!first) throw new Error(`No route is made of src/${module}`);
  const found = new Set([first.fileName]);
  // It grows while it is walked.
  for (const name of found) byName.get(name)?.imports.forEach((file) => found.add(file));
  return [...found].map((name) => `/${name}`);
}
