import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { SPAN_DAYS, type Span } from "@/features/dashboard/words";
import { answerOf, api } from "@/lib/api";
import { daysAfter } from "@/lib/dates";
import { keys } from "@/lib/keys";

/**
 * The numbers of a project, as of a version that is the newest or past, and its days from some time
 * before until then (UTC).
 */
export function useStats(projectId: string, version: number, isPast: boolean, span: Span) {
  const days = SPAN_DAYS[span];
  return useQuery({
    queryKey: [...keys.dashboard(projectId), "stats", isPast ? "all" : span, version, isPast],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/stats", {
          params: {
            path: { project_id: projectId },
            // When a past version was made is known by the answer only: it has a year of days.
            query: isPast ? { version } : { since: daysAfter(todayInUtc(), 1 - days) },
          },
        }),
      ),
    select: (stats) => ({ ...stats, days: stats.days.slice(-days) }),
    placeholderData: keepPreviousData,
    staleTime: isPast ? Infinity : 0,
  });
}

function todayInUtc(): string {
  return new Date().toISOString().slice(0, 10);
}
