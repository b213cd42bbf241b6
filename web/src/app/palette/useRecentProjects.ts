import { useQuery } from "@tanstack/react-query";

import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

/** As many as the server gives at once; one that is not among them is found by its words. */
const MOST = 200;

/** The projects that were changed last. */
export function useRecentProjects() {
  return useQuery({
    queryKey: keys.recentProjects,
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/v1/projects", { params: { query: { limit: MOST } }, signal })),
    staleTime: 0,
    select: ({ items }) => items,
  });
}
