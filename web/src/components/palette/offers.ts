import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

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

const asked = new Set<() => Offer>();
const readers = new Set<() => void>();
let offers: readonly Offer[] = [];

/** What the parts of the page that are shown now offer. */
export function useOffers(): readonly Offer[] {
  return useSyncExternalStore(subscribe, () => offers);
}

function subscribe(read: () => void): () => void {
  readers.add(read);
  askOffers();
  return () => {
    readers.delete(read);
  };
}

/** Asks everybody what is offered now. Called before something opens, it is there at once. */
export function askOffers(): readonly Offer[] {
  offers = [...asked].map((ask) => ask());
  for (const read of readers) read();
  return offers;
}

/** While nobody reads, nothing is built. */
function askAgain() {
  if (readers.size > 0) askOffers();
}

/** Offers something to the command palette: asked when it opens, and whenever it may be another. */
export function useOffer(offer: () => Offer) {
  const now = useEffectEvent(offer);
  useEffect(() => {
    const ask = () => now();
    asked.add(ask);
    return () => {
      asked.delete(ask);
      askAgain();
    };
  }, []);
  // What is rendered anew may offer something else.
  useEffect(askAgain);
}
