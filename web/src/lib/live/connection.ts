import { useSyncExternalStore } from "react";

import type { LiveState } from "@/lib/live/LiveStream";

const GRAVITY: readonly LiveState[] = ["live", "connecting", "reconnecting", "offline"];

const states = new Map<object, LiveState>();
const readers = new Set<() => void>();

/** Notes how one of the page's streams stands; null: it is followed no more. */
export function noteState(stream: object, state: LiveState | null): void {
  if (state) states.set(stream, state);
  else states.delete(stream);
  readers.forEach((reader) => {
    reader();
  });
}

/** How the page hears of what others do: as its worst stream stands; null: it follows none. */
export function useConnection(): LiveState | null {
  return useSyncExternalStore(subscribe, worst);
}

function worst(): LiveState | null {
  return GRAVITY.findLast((state) => [...states.values()].includes(state)) ?? null;
}

function subscribe(reader: () => void) {
  readers.add(reader);
  return () => {
    readers.delete(reader);
  };
}
