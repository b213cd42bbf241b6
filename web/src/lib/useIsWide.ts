import { useMedia } from "@/lib/useMedia";

/** From here on there is room for a panel beside the tree; the same as the `lg:` classes. */
const WIDE = "(min-width: 64rem)";

/** Whether there is room for two columns. */
export function useIsWide(): boolean {
  return useMedia(WIDE);
}
