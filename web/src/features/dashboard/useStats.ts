import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { SPAN_DAYS, type Span } from "@/features/dashboard/words";
import { answerOf, api } from "@/lib/api";
import { daysAfter } from "@/lib/dates";
import { keys } from "@/lib/keys";

/** The numbers of a project at a version, and its days from some time ago until now (UTC). */
export function useStats(projectId: string, version: number, span: Span) {
  return useQuery({
    queryKey: [...keys.dashboard(projectId), "stats", span, version],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/stats", {
          params: { path: { project_id: projectId }, query: { since: firstDay(span) } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

function firstDay(span: Span): string {
  return daysAfter(new Date().toISOString().slice(0, 10), 1 - SPAN_DAYS[span]);
}
