import { Link } from "@tanstack/react-router";
import { Suspense, useEffect, useState } from "react";

import { useActions } from "@/components/palette/offers";
import { Button, buttonClasses } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";
import { Failure, Notice } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import { FilterBar } from "@/features/history/filters/FilterBar";
import { useRecording } from "@/features/history/recording/useRecording";
import { Timeline } from "@/features/history/timeline/Timeline";
import { nameIn, TaskPast } from "@/features/history/TaskPast";
import { Whereabouts } from "@/features/history/travel/Whereabouts";
import { useLiveHistory } from "@/features/history/useLiveHistory";
import { useMarks } from "@/features/history/useMarks";
import { VersionView } from "@/features/history/VersionView";
import type { Choice, HistoryView, Mark } from "@/features/history/view";
import { classes } from "@/lib/classes";
import { usePresence } from "@/lib/live/usePresence";
import { Problem } from "@/lib/problem";
import { EMPTY } from "@/patch/plan";

// Loaded when it is first needed.
const CompareView = lazily(() => import("@/features/history/compare/CompareView"));

interface HistoryPageProps {
  projectId: string;
  view: HistoryView;
  choice: Choice;
  onView: (view: HistoryView) => void;
  onChoice: (choice: Choice) => void;
}

/** Everything that ever happened to a project, and the plan at every moment of it. */
export function HistoryPage(props: HistoryPageProps) {
  const { projectId, choice } = props;
  const found = useMarks(projectId, choice);
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
          key={projectId}
          {...props}
          marks={found.data.items}
          isLooking={found.isPlaceholderData}
          isCurrent={!found.isFetching}
          newest={found.data.version}
        />
      )}
    </>
  );
}

/** What the views of the history share. */
export type TravellingProps = HistoryPageProps & {
  marks: readonly Mark[];
  /** Whether the marks are still those of the choice before. */
  isLooking: boolean;
  newest: number;
};

/** `isCurrent`: nothing newer than `newest` is being asked for. */
function Travelling(props: TravellingProps & { isCurrent: boolean }) {
  const { projectId, view, choice, marks, isLooking, newest, onView, onChoice } = props;
  const [showsTimeline, setShowsTimeline] = useState(false);
  // What was pressed to begin or to end comparing is gone then, and the focus with it.
  const [takesFocus, setTakesFocus] = useState(false);
  const recording = useRecording(projectId, newest);
  useLiveHistory(projectId, newest);
  usePresence(projectId, "version", String(view.version ?? newest));
  const clamp = (version: number | undefined) => Math.min(version ?? newest, newest);
  const isComparing = view.from !== undefined;
  const version = clamp(isComparing ? view.to : view.version);
  const [whereabouts] = useState(() => new Whereabouts(version));
  useEffect(() => {
    whereabouts.moveTo(version);
  }, [whereabouts, version]);
  const wanted = Math.max(view.version ?? 0, view.from ?? 0, view.to ?? 0);
  const plan = recording.at(recording.nearest(version)) ?? EMPTY;
  const task = choice.task === undefined ? undefined : plan.tasks.get(choice.task);
  const onTask = (id: string | null) => {
    onChoice({ ...choice, task: id ?? undefined });
  };
  const compare = () => {
    setTakesFocus(true);
    onView(version === newest ? { from: 0, to: newest } : { from: version, to: newest });
  };
  const canCompare = !isComparing && newest > 0;
  useActions("History", () => [
    { id: "compare", label: "Compare", icon: "split", disabled: !canCompare, onAction: compare },
  ]);
  return (
    <div className="print:block mx-auto grid w-full max-w-[100rem] flex-1 content-start lg:grid-cols-[minmax(0,1fr)_26rem] lg:content-stretch">
      <div
        className={classes(
          "mx-auto w-full min-w-0 px-3 sm:px-6",
          view.layout !== "side" && "max-w-5xl",
          showsTimeline ? "pb-2" : "pb-16",
        )}
      >
        <header className="flex flex-wrap items-center gap-2 pt-4 pb-1">
          <Link
            to="/projects/$projectId"
            params={{ projectId }}
            className={buttonClasses("quiet", "sm")}
          >
            ← Plan
          </Link>
          <h1 className="flex-1 text-xl font-semibold">History</h1>
          {canCompare && (
            <Button size="sm" icon="split" onPress={compare}>
              <span className="max-sm:sr-only">Compare</span>
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
        <div className={classes(showsTimeline && "max-lg:hidden print:block!")}>
          {props.isCurrent && wanted > newest && (
            <p role="status" className="my-2 rounded-md bg-sunken px-3 py-2 text-sm">
              There is no version {wanted}: the newest, {newest}, stands in its place.
            </p>
          )}
          {isComparing ? (
            <Suspense>
              <CompareView
                {...{ recording, marks, newest, takesFocus }}
                onView={(wanted) => {
                  setTakesFocus(wanted.from === undefined);
                  onView(wanted);
                }}
                from={clamp(view.from)}
                to={version}
                layout={view.layout}
                taskId={choice.task ?? null}
                onTask={onTask}
              />
            </Suspense>
          ) : (
            <VersionView
              {...{ projectId, recording, choice, marks, isLooking, newest }}
              {...{ takesFocus, onView, onTask }}
              placed={version}
              onMoved={whereabouts.moveTo}
            />
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
        <FilterBar
          {...{ projectId, choice, onChoice }}
          taskName={task ? nameIn(plan, task.id) : null}
        />
        {choice.task !== undefined && (
          <TaskPast taskId={choice.task} {...{ recording, whereabouts }} />
        )}
        <Timeline
          {...{ projectId, recording, version, choice, onChoice }}
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
