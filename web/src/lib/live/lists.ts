import { useSyncExternalStore } from "react";

/** How long the ledger was when each list changed last, as this page was told. */
const told = new Map<string, number>();
const readers = new Set<() => void>();

/** In milliseconds: so soon a list is asked for that is not as it was, and again if that failed. */
const PAUSE = { first: 250, afterFailure: 5_000 };

interface Page {
  readonly as_of: number;
}

/** What is kept of a list, which is loaded whole or page by page. */
interface Kept {
  readonly state: {
    readonly data?: Page | { readonly pages: readonly Page[] } | undefined;
    readonly status: string;
  };
}

/** The name of the list of a project's saved views; that of its drafts is the project's id. */
export function viewsOf(projectId: string): string {
  return `${projectId} views`;
}

/** Notes when a list changed last, as a length of the ledger. */
export function noteChanged(list: string, length: number): void {
  told.set(list, length);
  readers.forEach((reader) => {
    reader();
  });
}

/** The `refetchInterval` of a list: it is asked for until it has seen all that this page was told of. */
export function useListening(list: string): (kept: Kept) => number | false {
  const changed = useSyncExternalStore(subscribe, () => told.get(list) ?? 0);
  return ({ state: { data, status } }) => {
    const pages = data === undefined ? [] : "pages" in data ? data.pages : [data];
    const isBehind = pages.some(({ as_of: seen }) => seen < changed);
    if (!isBehind) return false;
    return status === "error" ? PAUSE.afterFailure : PAUSE.first;
  };
}

function subscribe(reader: () => void) {
  readers.add(reader);
  return () => {
    readers.delete(reader);
  };
}
