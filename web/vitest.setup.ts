import { afterEach } from "vitest";

// What only a test with a page needs: see `environment` in vitest.config.ts.
if (typeof document !== "undefined") {
  await import("./vitest.page.ts");
  const { cleanup } = await import("@testing-library/react");
  // Testing Library does this by itself only where the test functions are globals.
  afterEach(cleanup);
}
