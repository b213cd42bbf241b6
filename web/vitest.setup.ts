// What only a test with a page needs: see `environment` in vitest.config.ts.
if (typeof document !== "undefined") {
  await import("./vitest.page.ts");
}
