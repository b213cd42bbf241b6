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

/** What was changed in the seven days before now or, at a past version, before that was made; newest first. */
export function useWeek(projectId: string, version: number, made: string | null) {
  return useQuery({
    queryKey: [...keys.dashboard(projectId), "week", version, made],
    queryFn: async () => {
      const week = await load(projectId, daysUntil(made));
      // Of the same instant only what was until then.
      return { ...week, changesets: week.changesets.filter(({ first }) => first <= version) };
    },
    placeholderData: keepPreviousData,
    staleTime: made === null ? 0 : Infinity,
  });
}

interface Days {
  readonly since: string;
  readonly until?: string;
}

function daysUntil(made: string | null): Days {
  if (made === null) return { since: new Date(Date.now() - WEEK).toISOString() };
  const time = Date.parse(made);
  // Times of the ledger are finer than those of the page.
  return { since: new Date(time - WEEK).toISOString(), until: new Date(time + 1).toISOString() };
}

async function load(projectId: string, days: Days): Promise<Week> {
  const changesets: Changeset[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const query = { ...days, limit: PAGE, cursor };
    const params = { path: { project_id: projectId }, query };
    const answer = await answerOf(api.GET("/api/v1/projects/{project_id}/changesets", { params }));
    changesets.push(...answer.items);
    cursor = answer.next_cursor ?? undefined;
    if (cursor === undefined) break;
  }
  return { changesets, hasMore: cursor !== undefined };
}
