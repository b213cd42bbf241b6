import type { Plugin, Rolldown } from "vite";

import { DRAFT, ROUTES, TREE } from "./vite.pages.ts";

/** What is loaded ahead of need on every page, from src/app/ahead.ts and src/features/plan. */
const AHEAD = [
  "app/ToastList",
  "components/ui/DialogWindow",
  "components/ui/MenuList",
  "components/ui/SelectList",
  "components/ui/Tooltip",
  "features/plan/RemovalDialog",
  "features/plan/waiting/ConflictDialog",
  "features/plan/waiting/WaitingDialog",
];

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
        const filesOf = (modules: readonly string[]) =>
          reached(modules, chunks).filter((file) => !html.includes(file));
        const pieces = Object.fromEntries(
          Object.entries(ROUTES).map(([route, module]) => [route, filesOf([module])]),
        );
        pieces.tree = filesOf(TREE);
        pieces.draft = filesOf(DRAFT);
        pieces.ahead = filesOf(AHEAD);
        const script = 'src="/early.js"';
        if (!html.includes(script)) throw new Error(`index.html has no ${script}`);
        return html.replace(script, `${script} data-pieces='${JSON.stringify(pieces)}'`);
      },
    },
  };
}

/** The files that modules of `src` are in, with all that they import. */
function reached(modules: readonly string[], chunks: readonly Rolldown.OutputChunk[]): string[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set(
    modules.map((module) => {
      const chunk = chunks.find(({ moduleIds }) =>
        moduleIds.some((id) => id.includes(`/src/${module}.`)),
      );
      if (!chunk) throw new Error(`src/${module} is in no file`);
      return chunk.fileName;
    }),
  );
  // It grows while it is walked.
  for (const name of found) byName.get(name)?.imports.forEach((file) => found.add(file));
  return [...found].map((name) => `/${name}`);
}
