import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { personName } from "@/components/task/words";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { ago, exactly } from "@/lib/time";

/** So many are offered here: the history has all of them. */
const LIMIT = 5;

/** The conversations that led to a project's plan, newest first; nothing where there are none. */
export default function PastConversations({ projectId }: { projectId: string }) {
  const { data } = useQuery({
    queryKey: [...keys.history(projectId), "conversations"],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/changesets", {
          params: { path: { project_id: projectId }, query: { cause: "accept", limit: LIMIT } },
        }),
      ),
    staleTime: 0,
  });
  const accepted = data?.items ?? [];
  if (accepted.length === 0) return null;
  const params = { projectId };
  return (
    <section aria-labelledby="past-conversations" className="animate-appear">
      <h2 id="past-conversations" className="text-sm font-semibold text-muted">
        Accepted before
      </h2>
      <ul className="-mx-3 mt-1">
        {accepted.map(({ id, proposal, message, actor, time, undone_by: undone }) => (
          <li key={id}>
            <Link
              to="/projects/$projectId"
              params={params}
              search={{ proposal: proposal ?? undefined }}
              // Where narrow, the conversation stays open.
              state={true}
              className="block rounded-lg px-3 py-2 transition-colors hover:bg-sunken"
            >
              <span
                dir="auto"
                className="line-clamp-2 font-medium whitespace-pre-line [overflow-wrap:anywhere]"
              >
                {message ?? "Conversation"}
              </span>
              <span className="mt-0.5 block truncate text-sm text-muted">
                {personName(actor)},{" "}
                <time dateTime={time} title={exactly(time)}>
                  {ago(time, new Date())}
                </time>
                {undone && " · Undone"}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {data?.next_cursor && (
        <Link
          to="/projects/$projectId/history"
          params={params}
          search={{ cause: "accept" }}
          className="text-sm text-accent hover:underline pointer-coarse:py-2"
        >
          All of them, in the history
        </Link>
      )}
    </section>
  );
}
