import { useState, type KeyboardEvent, type PointerEvent } from "react";

import {
  amountsText,
  barsOf,
  shadesOf,
  slotBefore,
  slotBeside,
  slotOf,
  type Bar,
  type Colouring,
  type Shade,
  type Slot,
} from "@/features/history/strip/density";
import type { Activity } from "@/features/history/useActivity";
import { classes } from "@/lib/classes";
import { span } from "@/lib/time";

interface DensityStripProps {
  activity: Activity;
  colouring: Colouring;
  version: number;
  onVersion: (version: number) => void;
}

/**
 * How much was changed when: a bar for each stretch of time in which something was, in the colours
 * of who did it or how. Pointing at it tells the stretch, pressing goes there; the arrows go from
 * one stretch with changes to the next.
 */
export function DensityStrip({ activity, colouring, version, onVersion }: DensityStripProps) {
  const { slots, count } = activity;
  const [pointed, setPointed] = useState<number | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const here = slotOf(slots, version);
  const shades = shadesOf(slots, colouring);
  const told = pointed === null ? (hasFocus ? here : undefined) : slotBefore(slots, pointed);

  const go = (slot: Slot | undefined) => {
    if (slot && slot.last !== version) onVersion(slot.last);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const slot = keyed(event.key, slots, here);
    if (!slot) return;
    event.preventDefault();
    go(slot);
  };
  const placeAt = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(count - 1, Math.floor(((clientX - left) / width) * count)));
  };

  return (
    <div className="relative">
      <div
        role="slider"
        tabIndex={0}
        aria-label="Date"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, slots.length - 1)}
        aria-valuenow={here ? slots.indexOf(here) : 0}
        aria-valuetext={here ? textOf(here, colouring) : "Before any of the changes"}
        onKeyDown={onKeyDown}
        onFocus={() => {
          setHasFocus(true);
        }}
        onBlur={() => {
          setHasFocus(false);
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          go(slotBefore(slots, placeAt(event)));
        }}
        onPointerMove={(event) => {
          setPointed(placeAt(event));
          if (event.buttons & 1) go(slotBefore(slots, placeAt(event)));
        }}
        onPointerLeave={() => {
          setPointed(null);
        }}
        className="h-10 cursor-pointer touch-none rounded-md bg-sunken"
      >
        <Bars bars={barsOf(slots, shades, colouring)} count={count} here={here?.place} />
      </div>
      {told && <Told slot={told} count={count} text={textOf(told, colouring)} />}
    </div>
  );
}

/** Each stretch is one unit wide, whatever the width of the screen. */
function Bars({ bars, count, here }: { bars: readonly Bar[]; count: number; here?: number }) {
  return (
    <svg
      viewBox={`0 0 ${count} 1`}
      preserveAspectRatio="none"
      aria-hidden
      focusable="false"
      className="size-full"
    >
      {here !== undefined && (
        <rect x={here} y={0} width={1} height={1} className="fill-accent" opacity={0.22} />
      )}
      {bars.map(({ place, blocks }) =>
        blocks.map(({ key, fill, bottom, height }) => (
          <rect
            key={`${place} ${key}`}
            x={place + 0.1}
            y={1 - bottom - height}
            width={0.8}
            height={height}
            fill={fill}
          />
        )),
      )}
    </svg>
  );
}

/** What a stretch holds, beside the pointer; the slider says the same to those who do not see it. */
function Told({ slot, count, text }: { slot: Slot; count: number; text: string }) {
  const middle = (slot.place + 0.5) / count;
  return (
    <p
      aria-hidden
      className={classes(
        "pointer-events-none absolute top-full z-20 mt-1 w-max max-w-[min(20rem,90vw)] rounded-md bg-raised px-2 py-1 text-sm shadow-floating",
        middle > 0.5 && "-translate-x-full",
      )}
      style={{ left: `${middle * 100}%` }}
    >
      {text}
    </p>
  );
}

/** What the colours stand for. */
export function Legend({ shades }: { shades: readonly Shade[] }) {
  return (
    <ul aria-label="Colours" className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted">
      {shades.map(({ key, name, fill, patches }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-sm" style={{ background: fill }} />
          {name}
          <span className="text-faint tabular-nums">{patches.toLocaleString("en")}</span>
        </li>
      ))}
    </ul>
  );
}

function textOf(slot: Slot, colouring: Colouring): string {
  return `${span(slot.since, slot.until)}. ${amountsText(slot, colouring)}`;
}

function keyed(key: string, slots: readonly Slot[], here: Slot | undefined): Slot | undefined {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return slotBeside(slots, here, -1);
    case "ArrowRight":
    case "ArrowUp":
      return slotBeside(slots, here, 1);
    case "Home":
      return slots[0];
    case "End":
      return slots.at(-1);
  }
}
