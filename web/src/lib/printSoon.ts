import { useSyncExternalStore } from "react";

import { useKeyDown } from "@/lib/useKeyDown";
import { tasksOnPaper } from "@/lib/usePrinting";

/** From so many tasks on, putting them on paper takes long enough to say so. */
const MANY = 2_000;

let announced = 0;
const readers = new Set<() => void>();

/** How many tasks are about to be put on paper, where that takes a while; else 0. */
export function useAnnounced(): number {
  return useSyncExternalStore(subscribe, () => announced);
}

function subscribe(read: () => void): () => void {
  readers.add(read);
  return () => {
    readers.delete(read);
  };
}

function announce(count: number) {
  announced = count;
  for (const read of readers) read();
}

/**
 * Prints the page once the menu is gone in which that was chosen. Before a large plan it is said that
 * this takes a while, since nothing moves from then on until the browser has it.
 */
export function printSoon() {
  const count = tasksOnPaper();
  if (count < MANY) {
    setTimeout(() => {
      window.print();
    });
    return;
  }
  announce(count);
  // In the second frame the note of the first one is on the screen.
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      setTimeout(() => {
        window.print();
        announce(0);
      });
    });
  });
}

/** Ctrl+P prints a large plan in the same way; a small one is left to the browser. */
export function usePrintKey() {
  useKeyDown(
    (event) => {
      const isMeant = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!isMeant || event.key.toLowerCase() !== "p" || tasksOnPaper() < MANY) return;
      event.preventDefault();
      printSoon();
    },
    () => false,
  );
}
