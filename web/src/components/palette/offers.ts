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
  /** Whether it comes before what others offer. */
  readonly isNearest?: boolean;
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
  const made = [...asked].map((ask) => ask());
  // What comes first was offered last.
  offers = [...made.filter((one) => !one.isNearest), ...made.filter((one) => one.isNearest)];
  for (const read of readers) read();
  return offers;
}

/** While nobody reads, nothing is built. */
function askAgain() {
  if (readers.size > 0) askOffers();
}

/** Offers actions that are about one thing, as long as it is shown. */
export function useActions(title: string, actions: () => readonly MenuEntry[]) {
  useOffer(() => ({ groups: [{ title, actions: actions() }] }));
}

/** Groups that several parts of the page offer under one title, as one, where the first of them is. */
export function merged(groups: readonly ActionGroup[]): ActionGroup[] {
  const found = new Map<string, MenuEntry[]>();
  for (const { title, actions } of groups) {
    found.set(title, [...(found.get(title) ?? []), ...actions]);
  }
  return [...found].map(([title, actions]) => ({ title, actions }));
}

/** One action for each value that can be chosen, with the name of what is chosen before it. */
export function choices<Value extends string>(
  name: string,
  names: Readonly<Record<Value, string>>,
  chosen: Value,
  onChoose: (value: Value) => void,
): MenuEntry[] {
  return (Object.keys(names) as Value[]).map((value) => ({
    id: `${name} ${value}`,
    label: `${name}: ${names[value]}`,
    checked: value === chosen,
    onAction: () => {
      onChoose(value);
    },
  }));
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
