import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { Button, buttonClasses } from "@/components/ui/Button";
import { Failure, Notice } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import { CompareView } from "@/features/history/CompareView";
import { Timeline } from "@/features/history/Timeline";
import { useMarks } from "@/features/history/useMarks";
import { VersionView } from "@/features/history/VersionView";
import type { HistoryView, Mark } from "@/features/history/view";
import { classes } from "@/lib/classes";
import { Problem } from "@/lib/problem";

interface HistoryPageProps {
  projectId: string;
  view: HistoryView;
  onView: (view: HistoryView) => void;
}

/** Everything that ever happened to a project, and the plan at every moment of it. */
export function HistoryPage({ projectId, view, onView }: HistoryPageProps) {
  const found = useMarks(projectId);
  return (
    <>
      <title>History · Patch Ledger</title>
      {found.isPending ? (
        <div className="mx-auto w-full max-w-4xl px-4 pt-6">
          <SkeletonList label="The history is being loaded" lines={8} />
        </div>
      ) : found.isError ? (
        <NotThere error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Travelling
          projectId={projectId}
          view={view}
          onView={onView}
          marks={found.data.items}
          newest={found.data.version}
        />
      )}
    </>
  );
}

type TravellingProps = HistoryPageProps & { marks: readonly Mark[]; newest: number };

function Travelling({ projectId, view, onView, marks, newest }: TravellingProps) {
  const [showsTimeline, setShowsTimeline] = useState(false);
  const clamp = (version: number | undefined) => Math.min(version ?? newest, newest);
  const isComparing = view.from !== undefined;
  const version = clamp(isComparing ? view.to : view.version);
  return (
    <div className="mx-auto grid w-full max-w-[100rem] flex-1 content-start lg:grid-cols-[minmax(0,1fr)_28rem] lg:content-stretch">
      <div
        className={classes(
          "mx-auto w-full max-w-5xl min-w-0 px-3 sm:px-6",
          showsTimeline ? "pb-2" : "pb-16",
        )}
      >
        <header className="flex flex-wrap items-center gap-2 pt-4 pb-1">
          <Link
            to="/projects/$projectId"
            params={{ projectId }}
            className={buttonClasses("quiet", "sm")}
          >
            ← The plan
          </Link>
          <h1 className="flex-1 text-xl font-semibold">History</h1>
          {!isComparing && newest > 0 && (
            <Button
              size="sm"
              icon="split"
              onPress={() => {
                onView(
                  version === newest ? { from: 0, to: newest } : { from: version, to: newest },
                );
              }}
            >
              Compare
            </Button>
          )}
          <Button
            size="sm"
            aria-pressed={showsTimeline}
            className="lg:hidden"
            onPress={() => {
              setShowsTimeline(!showsTimeline);
            }}
          >
            {showsTimeline ? "Tree" : "Timeline"}
          </Button>
        </header>
        <div className={classes(showsTimeline && "max-lg:hidden")}>
          {isComparing ? (
            <CompareView
              projectId={projectId}
              from={clamp(view.from)}
              to={version}
              {...{ newest, marks, onView }}
            />
          ) : (
            <VersionView projectId={projectId} {...{ version, newest, marks, onView }} />
          )}
        </div>
      </div>
      <aside
        aria-label="Timeline"
        className={classes(
          "flex-col bg-surface lg:sticky lg:top-12 lg:flex lg:h-[calc(100dvh-3rem)] lg:border-l",
          showsTimeline ? "flex" : "hidden",
        )}
      >
        <Timeline
          projectId={projectId}
          version={version}
          onView={(wanted) => {
            setShowsTimeline(false);
            onView(wanted);
          }}
        />
      </aside>
    </div>
  );
}

function NotThere({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof Problem && error.status === 404) {
    return (
      <Notice
        icon="search"
        title="There is no such project"
        action={
          <Link to="/" className={buttonClasses()}>
            To the projects
          </Link>
        }
      />
    );
  }
  return <Failure title="The history could not be loaded" error={error} onRetry={onRetry} />;
}
