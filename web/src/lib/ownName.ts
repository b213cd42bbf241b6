import { useSyncExternalStore } from "react";

const KEY = "patchledger.name";
const listeners = new Set<() => void>();
let name = stored();

/** What the person on this device wants to be called (null: nothing yet), and choosing it. */
export function useOwnName(): [string | null, (name: string) => void] {
  return [useSyncExternalStore(subscribe, () => name), choose];
}

function choose(wanted: string) {
  name = wanted.trim() || null;
  try {
    localStorage.setItem(KEY, name ?? "");
  } catch {
    // Storage may be forbidden: the name then lasts as long as the page.
  }
  listeners.forEach((listener) => {
    listener();
  });
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function stored(): string | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "" ? null : kept;
  } catch {
    return null;
  }
}
