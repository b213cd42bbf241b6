// Runs before the first paint, so that a chosen theme never flashes. See src/lib/theme.ts.
try {
  const theme = localStorage.getItem("patchledger.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: the page then follows the system.
}
