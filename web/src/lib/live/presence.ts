import { useSyncExternalStore } from "react";

import type { components } from "@/generated/api";
import { newId } from "@/lib/ids";

export type Viewer = components["schemas"]["ViewerOut"];
export type Viewing = Viewer["viewing"];

/** What this tab calls itself: pages that follow one another in it are one viewer. */
export const ME = idOfTab();

const NONE: readonly Viewer[] = [];

let others = NONE;
let byTask: ReadonlyMap<string, readonly Viewer[]> = new Map();
const readers = new Set<() => void>();

/** Notes who is looking at the project that the page shows; nobody once it shows none. */
export function noteViewers(viewers: readonly Viewer[]): void {
  others = viewers.filter(({ viewer }) => viewer !== ME);
  const grouped = new Map<string, Viewer[]>();
  for (const viewer of others) {
    const { kind, id } = viewer.viewing;
    if (kind === "task" && id !== null) grouped.set(id, [...(grouped.get(id) ?? []), viewer]);
  }
  byTask = grouped;
  readers.forEach((reader) => {
    reader();
  });
}

/** Who else is looking at this project. */
export function useViewers(): readonly Viewer[] {
  return useSyncExternalStore(subscribe, () => others);
}

/** Who else is looking at one of its tasks. */
export function useViewersOf(taskId: string): readonly Viewer[] {
  return useSyncExternalStore(subscribe, () => byTask.get(taskId) ?? NONE);
}

function subscribe(reader: () => void) {
  readers.add(reader);
  return () => {
    readers.delete(reader);
  };
}

/** What somebody is called. */
export function nameOf({ name }: Pick<Viewer, "name">): string {
  return name ?? "Somebody";
}

/** The one or two letters that stand for a name: "Ada Lovelace" is AL. */
export function initialsOf(viewer: Pick<Viewer, "name">): string {
  const words = nameOf(viewer).split(/\s+/).filter(Boolean);
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => firstLetter(word ?? "")).join("");
}

function firstLetter(word: string): string {
  return String.fromCodePoint(
    ...[word.codePointAt(0)].filter((code) => code !== undefined),
  ).toUpperCase();
}

function idOfTab(): string {
  const key = "patchledger.viewer";
  try {
    const id = sessionStorage.getItem(key) ?? newId();
    sessionStorage.setItem(key, id);
    return id;
  } catch {
    return newId(); // Storage may be forbidden: each page is a viewer of its own then.
  }
}
