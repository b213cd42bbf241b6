import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath, URL } from "node:url";

import { build, type Plugin } from "vite";

/** One file that the service worker keeps; `revision` null: its name says which one it is. */
interface KeptFile {
  readonly url: string;
  readonly revision: string | null;
}

/**
 * Bundles the service worker into one file beside the page, with the list of all files of the page in
 * it. Workbox' own tool for that would bring a second bundler and Babel along (docs/adr/0024).
 */
export function serviceWorker(): Plugin {
  let folder = "";
  return {
    name: "service-worker",
    apply: "build",
    configResolved({ root, build: { outDir } }) {
      folder = join(root, outDir);
    },
    async closeBundle() {
      await build({
        configFile: false,
        publicDir: false,
        logLevel: "warn",
        define: { __FILES__: JSON.stringify(filesOf(folder)) },
        build: {
          outDir: folder,
          emptyOutDir: false,
          modulePreload: false,
          rollupOptions: {
            input: fileURLToPath(new URL("./src/worker/sw.ts", import.meta.url)),
            output: { format: "iife", entryFileNames: "sw.js" },
          },
        },
      });
    },
  };
}

/** The files of the built page, each once: the browser is sent whichever form of it. */
function filesOf(folder: string): KeptFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^sw\.js$|\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => {
      const url = `/${relative(folder, path).split(sep).join("/")}`;
      return { url, revision: url.startsWith("/assets/") ? null : digest(path) };
    });
}

function digest(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
}
