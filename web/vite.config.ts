import { fileURLToPath, URL } from "node:url";

import locales from "@react-aria/optimize-locales-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { compressed } from "./vite.compress.ts";
import { earlyPieces } from "./vite.early.ts";
import { fileOf } from "./vite.pages.ts";
import { serviceWorker } from "./vite.worker.ts";

// Only what `serve` installs may be imported here: the tests' settings are in vitest.config.ts.

const api = process.env.PATCHLEDGER_API ?? "http://127.0.0.1:8400";

export default defineConfig({
  // The page speaks English, and so do the widgets in it: their other languages stay out.
  plugins: [
    react(),
    tailwindcss(),
    locales.vite({ locales: ["en"] }),
    earlyPieces(),
    compressed(),
    serviceWorker(),
  ],
  resolve: {
    alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) },
  },
  build: {
    modulePreload: {
      polyfill: false,
      // The names of all that each piece imports would be 2 % of the code. What a route needs stands in
      // the page (vite.early.ts), and the others are small.
      resolveDependencies: (_file, imported, { hostType }) => (hostType === "html" ? imported : []),
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A file is shared by pages, not by what imports what.
          includeDependenciesRecursively: false,
          groups: [{ name: fileOf, debugName: "pages" }],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    strictPort: true,
    // The name that the browser asked for is passed on: the API answers changes only to its own page.
    proxy: Object.fromEntries(
      ["/api", "/healthz", "/readyz"].map((path) => [path, { target: api, changeOrigin: false }]),
    ),
  },
});
