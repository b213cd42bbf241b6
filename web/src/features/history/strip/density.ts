import type { Activity } from "@/features/history/useActivity";
import { CAUSE_NAMES, personName } from "@/components/task/words";

export type Slot = Activity["slots"][number];
type Share = Slot["shares"][number];

/** What the colours tell apart: who changed something, or how. */
export type Colouring = "who" | "how";

/** One colour of the strip: what it stands for, and how it is filled. */
export interface Shade {
  readonly key: string;
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

/** The colours in the order in which they are given; what comes after has the last one. */
const FILLS = ["accent", "added", "changed", "moved", "removed", "edge"] as const;
/** However few changes there were, they are seen. */
const LOWEST = 0.12;

/** The colours that an activity needs: the most active first, so that a colour stays where it is. */
export function shadesOf(slots: readonly Slot[], colouring: Colouring): Shade[] {
  const patches = new Map<string, number>();
  for (const slot of slots) {
    for (const share of slot.shares) {
      const key = keyOf(share, colouring);
      patches.set(key, (patches.get(key) ?? 0) + share.patches);
    }
  }
  const byAmount = [...patches].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1));
  return byAmount.map(([key, count], place) => ({
    key,
    name: nameOf(key, colouring),
    fill: `var(--color-${FILLS[place] ?? "edge"})`,
    patches: count,
  }));
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
    const blocks = shades.flatMap(({ key, fill }) => {
      const mine = slot.shares.filter((share) => keyOf(share, colouring) === key);
      const part = (height * sum(mine)) / amount;
      if (part === 0) return [];
      bottom += part;
      return [{ key, fill, bottom: bottom - part, height: part }];
    });
    return { place: slot.place, blocks };
  });
}

/** "12 changes: You 8, embedded 4", for one stretch of time. */
export function amountsText(slot: Slot, colouring: Colouring): string {
  const parts = shadesOf([slot], colouring).map(({ name, patches }) => `${name} ${patches}`);
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
