import { Link } from "@tanstack/react-router";

import { CountsLine } from "@/components/diff/Counts";
import { personName } from "@/components/task/words";
import { Failure } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import { Panel } from "@/features/dashboard/Panel";
import { useWeek } from "@/features/dashboard/useWeek";
import { sharesOf, type Share } from "@/features/dashboard/week";
import { ago, exactly } from "@/lib/time";

interface WeekPanelProps {
  projectId: string;
  version: number;
  /** When the past version was made that is looked at; null: it is the newest. */
  made: string | null;
}

/** Who changed what in the last seven days, or in those before a past version. */
export function WeekPanel({ projectId, version, made }: WeekPanelProps) {
  const week = useWeek(projectId, version, made);
  return (
    <Panel
      title={made === null ? "Who changed what this week" : "Who changed what in the week before"}
      className="lg:col-span-2"
    >
      {week.isPending ? (
        <SkeletonList label="The changes are being loaded" lines={3} />
      ) : week.isError ? (
        <Failure
          title="The changes could not be loaded"
          error={week.error}
          onRetry={() => void week.refetch()}
        />
      ) : week.data.changesets.length === 0 ? (
        <p className="text-muted">
          {`Nobody changed anything in the ${made === null ? "last seven days" : "seven days before"}.`}
        </p>
      ) : (
        <>
          <ul className="-my-1.5 divide-y">
            {sharesOf(week.data.changesets).map((share) => (
              <ShareLine key={share.author} {...{ projectId, share, made }} />
            ))}
          </ul>
          {week.data.hasMore && (
            <p className="mt-3 text-sm text-muted">
              {`Only the latest ${week.data.changesets.length} changesets are counted.`}
            </p>
          )}
        </>
      )}
    </Panel>
  );
}

interface ShareLineProps {
  projectId: string;
  share: Share;
  made: string | null;
}

function ShareLine({ projectId, share, made }: ShareLineProps) {
  const { author, changesets, counts, latest } = share;
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <Link
          to="/projects/$projectId/history"
          params={{ projectId }}
          search={{ actor: author }}
          className="rounded-sm font-medium hover:text-accent"
        >
          {personName(author)}
        </Link>
        <span className="text-sm text-muted tabular-nums">
          {changesets === 1 ? "1 changeset" : `${changesets} changesets`}
        </span>
        <CountsLine counts={counts} />
      </div>
      <ul className="mt-0.5 text-sm text-muted">
        {latest.map(({ id, last, time, message, counts: { total } }) => (
          <li key={id} className="flex flex-wrap gap-x-2 pointer-coarse:py-1">
            <Link
              to="/projects/$projectId/history"
              params={{ projectId }}
              search={{ version: last }}
              className="rounded-sm whitespace-pre-line [overflow-wrap:anywhere] hover:text-accent pointer-coarse:py-0.5"
            >
              {message ?? (total === 1 ? "1 change" : `${total} changes`)}
            </Link>
            <time dateTime={time} title={exactly(time)} className="text-faint">
              {made === null ? ago(time, new Date()) : exactly(time)}
            </time>
          </li>
        ))}
      </ul>
    </li>
  );
}
