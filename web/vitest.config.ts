import { defineConfig, mergeConfig } from "vitest/config";

import page from "./vite.config.ts";

export default mergeConfig(
  page,
  defineConfig({
    // The golden vectors are shared with Python, so they stand outside web/.
    server: { fs: { allow: [".."] } },
    test: {
      // A page takes longer to make than nearly all tests take. A test that needs one says so in its
      // first line: `// @vitest-environment jsdom`.
      environment: "node",
      // To make one, and to load React into it, once a file took two thirds of the time.
      isolate: false,
      include: ["src/**/*.test.{ts,tsx}"],
      // Otherwise style sheets are empty, also where a test reads the colours in one.
      css: true,
      setupFiles: ["./vitest.setup.ts"],
      restoreMocks: true,
      unstubGlobals: true,
    },
  }),
);
