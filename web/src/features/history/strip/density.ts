import type { Activity } from "@/features/history/useActivity";
import { CAUSE_NAMES, personName } from "@/components/task/words";

export type Slot = Activity["slots"][number];
type Share = Slot["shares"][number];

/** What the colours tell apart: who changed something, or how. */
export type Colouring = "who" | "how";

/** One colour of the strip: what it stands for, and how it is filled. */
export interface Shade {
  readonly key: string;
  /** Whoever or whatever has it. */
  readonly keys: readonly string[];
  readonly name: string;
  readonly fill: string;
  readonly patches: number;
}

/** A part of a bar, in shares of the strip's height, from below. */
export interface Block {
  readonly key: string;
  readonly fill: string;
  readonly bottom: number;
  readonly height: number;
}

/** The bar of one stretch of time. */
export interface Bar {
  readonly place: number;
  readonly blocks: readonly Block[];
}

/** The colours in the order in which they are given; all that comes after shares the last one. */
const FILLS = ["accent", "added", "changed", "moved", "removed", "edge"] as const;
const SHARED = FILLS.length - 1;
/** However few changes there were, they are seen. */
const LOWEST = 0.12;

/** The colours that an activity needs: the most active first, so that a colour stays where it is. */
export function shadesOf(slots: readonly Slot[], colouring: Colouring): Shade[] {
  const amounts = amountsOf(slots, colouring);
  // One that is left over needs no word for several.
  const own = amounts.length > FILLS.length ? SHARED : amounts.length;
  const shades = amounts.slice(0, own).map(([key, patches], place) => ({
    key,
    keys: [key],
    name: nameOf(key, colouring),
    fill: fillAt(place),
    patches,
  }));
  const rest = amounts.slice(own);
  if (rest.length === 0) return shades;
  const others = {
    key: "others",
    keys: rest.map(([key]) => key),
    name: `${rest.length} others`,
    fill: fillAt(SHARED),
    patches: rest.reduce((total, [, patches]) => total + patches, 0),
  };
  return [...shades, others];
}

function fillAt(place: number): string {
  return `var(--color-${FILLS[place]})`;
}

/** How much each changed, or was changed each way, the most first. */
function amountsOf(slots: readonly Slot[], colouring: Colouring): [key: string, patches: number][] {
  const patches = new Map<string, number>();
  for (const slot of slots) {
    for (const share of slot.shares) {
      const key = keyOf(share, colouring);
      patches.set(key, (patches.get(key) ?? 0) + share.patches);
    }
  }
  return [...patches].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1));
}

/** The bars, the highest of which is as high as the strip. A square root keeps small ones visible. */
export function barsOf(
  slots: readonly Slot[],
  shades: readonly Shade[],
  colouring: Colouring,
): Bar[] {
  const most = Math.sqrt(Math.max(1, ...slots.map(amountOf)));
  return slots.map((slot) => {
    const amount = amountOf(slot);
    const height = Math.max(LOWEST, Math.sqrt(amount) / most);
    let bottom = 0;
    const blocks = shades.flatMap(({ key, keys, fill }) => {
      const mine = slot.shares.filter((share) => keys.includes(keyOf(share, colouring)));
      const part = (height * sum(mine)) / amount;
      if (part === 0) return [];
      bottom += part;
      return [{ key, fill, bottom: bottom - part, height: part }];
    });
    return { place: slot.place, blocks };
  });
}

/** "12 changes: You 8, Built-in planner 4", for one stretch of time. */
export function amountsText(slot: Slot, colouring: Colouring): string {
  const parts = amountsOf([slot], colouring).map(
    ([key, patches]) => `${nameOf(key, colouring)} ${patches}`,
  );
  const amount = amountOf(slot);
  return `${amount} ${amount === 1 ? "change" : "changes"}: ${parts.join(", ")}`;
}

/** The stretch in which a version was made, or the last one before it; undefined: none was. */
export function slotOf(slots: readonly Slot[], version: number): Slot | undefined {
  return slots.findLast(({ first }) => first <= version);
}

/** The stretch at a place, or the last one before it in which something changed. */
export function slotBefore(slots: readonly Slot[], place: number): Slot | undefined {
  return slots.findLast((slot) => slot.place <= place) ?? slots[0];
}

/** The stretch beside another one, among those in which something changed. */
export function slotBeside(
  slots: readonly Slot[],
  slot: Slot | undefined,
  way: -1 | 1,
): Slot | undefined {
  const at = slots.findIndex(({ place }) => place === slot?.place);
  return slots[at + way] ?? slot;
}

function amountOf(slot: Slot): number {
  return sum(slot.shares);
}

function sum(shares: readonly Share[]): number {
  return shares.reduce((total, share) => total + share.patches, 0);
}

/** Who: the author, because what an agent wrote and a person accepted is the agent's. */
function keyOf(share: Share, colouring: Colouring): string {
  return colouring === "who" ? share.author : share.kind;
}

function nameOf(key: string, colouring: Colouring): string {
  return colouring === "who" ? personName(key) : CAUSE_NAMES[key as Share["kind"]];
}
