import type { IconName } from "@/components/ui/Icon";

/** The ways of looking at one project, each with an address of its own, in the order of their keys. */
export const VIEWS = [
  { to: "/projects/$projectId", name: "Outline", icon: "indent", keys: "Alt+Shift+1" },
  { to: "/projects/$projectId/board", name: "Board", icon: "panel", keys: "Alt+Shift+2" },
  { to: "/projects/$projectId/timeline", name: "Timeline", icon: "calendar", keys: "Alt+Shift+3" },
  { to: "/projects/$projectId/graph", name: "Graph", icon: "split", keys: "Alt+Shift+4" },
  { to: "/projects/$projectId/dashboard", name: "Dashboard", icon: "clock", keys: "Alt+Shift+5" },
] as const satisfies readonly { icon: IconName; [field: string]: string }[];

type Pressed = Pick<KeyboardEvent, "code" | "altKey" | "shiftKey" | "ctrlKey" | "metaKey">;

/** The view that a key asks for. With Shift a digit is another letter, so the key itself counts. */
export function viewByKey(event: Pressed): (typeof VIEWS)[number] | undefined {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return undefined;
  return VIEWS.find((_, index) => event.code === `Digit${index + 1}`);
}
