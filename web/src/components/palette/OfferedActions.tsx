import { useActions } from "@/components/palette/offers";
import type { MenuEntry } from "@/components/ui/menuEntry";

interface OfferedActionsProps {
  title: string;
  actions: readonly MenuEntry[];
}

/** Offers actions to the command palette for one of many things: it stands where that is shown. */
export function OfferedActions({ title, actions }: OfferedActionsProps) {
  useActions(title, () => actions);
  return null;
}
