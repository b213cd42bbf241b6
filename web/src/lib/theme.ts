import { useSyncExternalStore } from "react";

/** What a person chose; "system" follows what their system prefers. */
export type Theme = "system" | "light" | "dark";

const KEY = "patchledger.theme"; // also read by public/theme.js, before the first paint
const listeners = new Set<() => void>();

/** The chosen theme and how to choose another; every reader on the page follows. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, chosen), choose];
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function chosen(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

function choose(theme: Theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
  listeners.forEach((listener) => listener());
}
