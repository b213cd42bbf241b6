import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useSettled } from "@/lib/useSettled";

const MOST_HITS = 8;

/** What the server finds in all projects and tasks; the last answer stands until there is a new one. */
export function useFound(typed: string) {
  const settled = useSettled(typed);
  return useQuery({
    queryKey: keys.search(settled),
    queryFn: ({ signal }) => {
      const query = { q: settled, limit: MOST_HITS };
      return answerOf(api.GET("/api/v1/search", { params: { query }, signal }));
    },
    enabled: settled !== "",
    placeholderData: settled === "" ? undefined : keepPreviousData,
    // What others change should be found at once.
    staleTime: 0,
    select: ({ items }) => items,
  });
}
