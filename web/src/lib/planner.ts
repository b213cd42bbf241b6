import { useSyncExternalStore } from "react";

/** Who plans, and which of their models; absent: the first. */
export interface Planner {
  readonly provider: string;
  readonly model?: string;
}

const KEY = "patchledger.planner";
const listeners = new Set<() => void>();
let chosen = stored();

/** Whom the person chose on this device (null: whom the project or the settings name), and choosing. */
export function usePlanner(): [Planner | null, (planner: Planner | null) => void] {
  return [useSyncExternalStore(subscribe, chosenPlanner), choosePlanner];
}

/** Whom the person chose; null: nobody. */
export function chosenPlanner(): Planner | null {
  return chosen;
}

function choosePlanner(planner: Planner | null) {
  chosen = planner;
  try {
    if (planner) localStorage.setItem(KEY, JSON.stringify(planner));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
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

function stored(): Planner | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return isPlanner(found) ? found : null;
  } catch {
    return null;
  }
}

/** "anthropic · claude-sonnet-5", or only who it is. */
export function nameOfPlanner({ provider, model }: Planner): string {
  return model ? `${provider} · ${model}` : provider;
}

/** Whether a value names one. */
export function isPlanner(value: unknown): value is Planner {
  if (typeof value !== "object" || value === null || !("provider" in value)) return false;
  const model = "model" in value ? value.model : undefined;
  return typeof value.provider === "string" && (model === undefined || typeof model === "string");
}
