/** Of our own planner one need not know how it is called in the settings, nor that it has a model. */
const OURS = /^embedded(\/|$)/;

/** Who plans, for people, of "provider/model" or "provider": "anthropic · claude-sonnet-5". */
export function plannerName(name: string): string {
  return OURS.test(name) ? "Built-in planner" : name.replace("/", " · ");
}
