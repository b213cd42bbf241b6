import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

/** How long, in milliseconds, nothing is typed before the server is asked. */
const PAUSE = 150;
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

function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setSettled(typed);
    }, PAUSE);
    return () => {
      window.clearTimeout(timer);
    };
  }, [typed]);
  return settled;
}
