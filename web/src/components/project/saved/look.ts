import { VIEWS } from "@/components/project/views";
import type { SavedView } from "@/components/project/saved/useSavedViews";

type View = (typeof VIEWS)[number];

/** The name under which a page of the project is saved. */
export type Kind = Lowercase<View["name"]>;

/** What is looked at, as a saved view keeps it: which page, and what its address says. */
export interface Look {
  readonly kind: Kind;
  readonly settings: Readonly<Record<string, string>>;
}

/** What an address says that is not a way of looking at the plan, but what is open in it. */
const PASSING: ReadonlySet<string> = new Set(["task", "proposal", "within", "view", "version"]);

export function kindOf({ name }: View): Kind {
  return name.toLowerCase() as Kind;
}

/** What a page shows whose path ends like this; null: nothing that can be saved. */
export function lookAt(path: string, search: Readonly<Record<string, unknown>>): Look | null {
  const view = VIEWS.find(({ to }) => endOf(to) === endOf(path));
  if (!view) return null;
  const settings = Object.entries(search).flatMap(([name, value]) =>
    PASSING.has(name) || (typeof value !== "string" && typeof value !== "number")
      ? []
      : [[name, String(value)] as const],
  );
  return { kind: kindOf(view), settings: Object.fromEntries(settings) };
}

/** Whether a saved view shows just this. */
export function isShown({ kind, settings }: SavedView, look: Look): boolean {
  const [wanted, shown] = [Object.entries(settings), Object.keys(look.settings)];
  return (
    kind === look.kind &&
    wanted.length === shown.length &&
    wanted.every(([name, value]) => look.settings[name] === value)
  );
}

/** The page that a saved view is one of; the outline where that is not known here. */
export function pageOf({ kind }: Pick<SavedView, "kind">): View {
  return VIEWS.find((view) => kindOf(view) === kind) ?? VIEWS[0];
}

/** What stands in a path after the id of the project: "board", or nothing. */
function endOf(path: string): string {
  return path.split("/").filter(Boolean).slice(2).join("/");
}
