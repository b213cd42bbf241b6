import { defineConfig, mergeConfig } from "vitest/config";

import page from "./vite.config.ts";

export default mergeConfig(
  page,
  defineConfig({
    // The golden vectors are shared with Python, so they stand outside web/.
    server: { fs: { allow: [".."] } },
    test: {
      environment: "jsdom",
      include: ["src/**/*.test.{ts,tsx}"],
      // Otherwise style sheets are empty, also where a test reads the colours in one.
      css: true,
      setupFiles: ["./vitest.setup.ts"],
      restoreMocks: true,
      unstubGlobals: true,
    },
  }),
);
