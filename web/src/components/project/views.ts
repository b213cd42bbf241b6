import type { IconName } from "@/components/ui/Icon";

/** The ways of looking at one project, each with an address of its own, in the order of their keys. */
export const VIEWS = [
  { to: "/projects/$projectId", name: "Outline", icon: "indent", keys: "Alt+Shift+1" },
  { to: "/projects/$projectId/board", name: "Board", icon: "panel", keys: "Alt+Shift+2" },
  { to: "/projects/$projectId/timeline", name: "Timeline", icon: "calendar", keys: "Alt+Shift+3" },
  { to: "/projects/$projectId/graph", name: "Graph", icon: "split", keys: "Alt+Shift+4" },
  { to: "/projects/$projectId/dashboard", name: "Dashboard", icon: "clock", keys: "Alt+Shift+5" },
] as const satisfies readonly { icon: IconName; [field: string]: string }[];

type View = (typeof VIEWS)[number];

/** Whether a view can show a past version. The outline of one is in the history. */
export function showsPast({ to }: View): boolean {
  return to !== VIEWS[0].to;
}

/** Where a view is to be seen, with what is filtered, and as it was at a version. */
export function placeOf<Filter extends object>(
  view: View,
  filter: Filter,
  version: number | undefined,
) {
  const { to } = view;
  if (version === undefined) return { to, search: filter };
  if (showsPast(view)) return { to, search: { ...filter, version } };
  return { to: "/projects/$projectId/history", search: { version } } as const;
}

type Pressed = Pick<KeyboardEvent, "code" | "altKey" | "shiftKey" | "ctrlKey" | "metaKey">;

/** The view that a key asks for. With Shift a digit is another letter, so the key itself counts. */
export function viewByKey(event: Pressed): View | undefined {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return undefined;
  return VIEWS.find((_, index) => event.code === `Digit${index + 1}`);
}
