import { useLocation, useRouter } from "@tanstack/react-router";
import { useCallback, useState } from "react";

import { useIsWide } from "@/lib/useIsWide";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** The conversation is open as a sheet. */
    talks?: boolean;
  }
}

/**
 * Whether the conversation is shown rather than what stands beside it, and showing it. Where it is a
 * sheet over the page, Back closes it: it is a step of the browser's history.
 */
export function useTalking(atFirst: boolean): readonly [boolean, (shown: boolean) => void] {
  const router = useRouter();
  const isWide = useIsWide();
  const [isBeside, setIsBeside] = useState(atFirst);
  const asSheet = useLocation({ select: ({ state }) => state.talks });
  const show = useCallback(
    (shown: boolean) => {
      setIsBeside(shown);
      const isShown = router.latestLocation.state.talks ?? atFirst;
      if (isWide || isShown === shown) return;
      void router.navigate({
        to: ".",
        search: true,
        state: (before) => ({ ...before, talks: shown }),
        replace: !shown,
        resetScroll: false,
      });
    },
    [router, isWide, atFirst],
  );
  return [isWide ? isBeside : (asSheet ?? atFirst), show];
}
