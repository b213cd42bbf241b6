import { keepPreviousData, useQuery } from "@tanstack/react-query";

import type { Changeset } from "@/features/dashboard/week";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

const WEEK = 7 * 86_400_000;
const PAGE = 200;
/** So many pages are asked for at most: who changed the plan more often than that was a machine. */
const PAGES = 5;

export interface Week {
  readonly changesets: readonly Changeset[];
  /** Whether there were more than were asked for. */
  readonly hasMore: boolean;
}

/** What was changed in the last seven days, newest first, as of a version. */
export function useWeek(projectId: string, version: number) {
  return useQuery({
    queryKey: [...keys.dashboard(projectId), "week", version],
    queryFn: () => load(projectId, new Date(Date.now() - WEEK).toISOString()),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

async function load(projectId: string, since: string): Promise<Week> {
  const changesets: Changeset[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const query = { since, limit: PAGE, cursor };
    const params = { path: { project_id: projectId }, query };
    const answer = await answerOf(api.GET("/api/v1/projects/{project_id}/changesets", { params }));
    changesets.push(...answer.items);
    cursor = answer.next_cursor ?? undefined;
    if (cursor === undefined) break;
  }
  return { changesets, hasMore: cursor !== undefined };
}
