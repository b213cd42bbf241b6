import { useEffect, useEffectEvent } from "react";

import type { MenuEntry } from "@/components/ui/menuEntry";
import type { Plan } from "@/patch/plan";

/** Actions, and what they are about: "T4 “Design the form”". */
export interface ActionGroup {
  readonly title: string;
  readonly actions: readonly MenuEntry[];
}

/** What a part of the page puts into the command palette for as long as it is shown. */
export interface Offer {
  readonly groups: readonly ActionGroup[];
  /** The plan that is open, and how one of its tasks is jumped to. */
  readonly open?: {
    readonly projectId: string;
    readonly plan: Plan;
    readonly goTo: (taskId: string) => void;
  };
}

const offers = new Set<() => Offer>();

/** What the parts of the page that are shown now offer. */
export function offersNow(): readonly Offer[] {
  return [...offers].map((offer) => offer());
}

/** Offers something to the command palette; asked when it opens, so that nothing is built before. */
export function useOffer(offer: () => Offer) {
  const now = useEffectEvent(offer);
  useEffect(() => {
    const ask = () => now();
    offers.add(ask);
    return () => {
      offers.delete(ask);
    };
  }, []);
}
