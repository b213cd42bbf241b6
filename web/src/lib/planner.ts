import { onDevice } from "@/lib/onDevice";
import { plannerName } from "@/lib/plannerName";

/** Who plans, and which of their models; absent: the first. */
export interface Planner {
  readonly provider: string;
  readonly model?: string;
}

const planner = onDevice("patchledger.planner", plannerOf, (chosen) =>
  chosen ? JSON.stringify(chosen) : null,
);

/** Whom the person chose on this device (null: whom the project or the settings name), and choosing. */
export const usePlanner = planner.useValue;

/** Whom the person chose; null: nobody. */
export const chosenPlanner = planner.get;

function plannerOf(text: string | null): Planner | null {
  try {
    const found: unknown = JSON.parse(text ?? "null");
    return isPlanner(found) ? found : null;
  } catch {
    return null;
  }
}

/** "anthropic · claude-sonnet-5", or only who it is; ours has one name. */
export function nameOfPlanner({ provider, model }: Planner): string {
  return plannerName(model ? `${provider}/${model}` : provider);
}

/** Whether a value names one. */
export function isPlanner(value: unknown): value is Planner {
  if (typeof value !== "object" || value === null || !("provider" in value)) return false;
  const model = "model" in value ? value.model : undefined;
  return typeof value.provider === "string" && (model === undefined || typeof model === "string");
}
