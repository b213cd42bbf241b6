import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { nowFound, pastFound, type Found } from "@/features/search/found";
import type { components } from "@/generated/api";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

type Target = components["schemas"]["HitOut"]["target"];
type PastKind = "value" | "message" | "conversation";

interface Page<Hit> {
  readonly items: readonly Hit[];
  readonly next_cursor: string | null;
}

interface Asked {
  /** What is looked for; empty: nothing is asked. */
  readonly words: string;
  /** The one project that is looked through; absent: all. */
  readonly projectId?: string;
}

/** How many of a kind are listed at first, and more each time. */
const PAGE = 6;

/** The projects or tasks that have the words, best first, page by page. */
export function useNow(target: Target, { words, projectId }: Asked) {
  return useFound(
    keys.searchAll(target, words, projectId),
    words,
    (cursor, signal) => {
      const query = { q: words, project_id: projectId, target, limit: PAGE, cursor };
      return answerOf(api.GET("/api/v1/search", { params: { query }, signal }));
    },
    nowFound,
  );
}

/** What had the words, newest first, page by page. */
export function usePast(kind: PastKind, { words, projectId }: Asked) {
  return useFound(
    keys.searchAll(kind, words, projectId),
    words,
    (cursor, signal) => {
      const query = { q: words, project_id: projectId, kind, limit: PAGE, cursor };
      return answerOf(api.GET("/api/v1/search/history", { params: { query }, signal }));
    },
    (hit) => pastFound(hit, new Date()),
  );
}

function useFound<Hit>(
  queryKey: readonly unknown[],
  words: string,
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Hit>>,
  told: (hit: Hit) => Found,
) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled: words !== "",
    // The last answer stands until there is a new one.
    placeholderData: words === "" ? undefined : keepPreviousData,
    staleTime: 0,
    select: ({ pages }) => pages.flatMap(({ items }) => items.map(told)),
  });
}

/** One kind of what is found. */
export type Finding = ReturnType<typeof useNow>;
