import { Suspense, useEffect, useMemo, useState } from "react";

import { DayShown } from "@/components/task/today";
import { lazily } from "@/components/ui/lazily";
import { Failure } from "@/components/ui/Notice";
import { CurrentChange } from "@/features/history/CurrentChange";
import { HistoryTree } from "@/features/history/HistoryTree";
import type { Recording } from "@/features/history/recording/Recording";
import { TimeStrip } from "@/features/history/strip/TimeStrip";
import { InsideChangeset, TimeBar } from "@/features/history/travel/TimeBar";
import { usePlayback } from "@/features/history/travel/usePlayback";
import { useSliderFocus } from "@/features/history/travel/useSliderFocus";
import { useSteps } from "@/features/history/travel/useSteps";
import { useTravel } from "@/features/history/travel/useTravel";
import { useTravelKeys } from "@/features/history/travel/useTravelKeys";
import { useTravelOffer } from "@/features/history/travel/useTravelOffer";
import { useShown } from "@/features/history/useShown";
import {
  isChosen,
  stepsOf,
  stepsThrough,
  type Choice,
  type HistoryView,
  type Mark,
} from "@/features/history/view";
import { todayIn } from "@/lib/time";

// Loaded when it is first needed.
const RestoreDialog = lazily(() => import("@/features/history/back/RestoreDialog"));
const TravelKeysDialog = lazily(() => import("@/features/history/travel/TravelKeysDialog"));

interface VersionViewProps {
  projectId: string;
  recording: Recording;
  /** The version that the address says. */
  placed: number;
  newest: number;
  marks: readonly Mark[];
  /** Whether the marks are still those of the choice before. */
  isLooking: boolean;
  choice: Choice;
  /** Whether the slider takes the focus at once, where nothing else has it. */
  takesFocus: boolean;
  onView: (view: HistoryView) => void;
  onTask: (id: string | null) => void;
  /** Hears which version is shown, before the address says it. */
  onMoved: (version: number) => void;
}

/** The plan as it was at a version, with what its changeset changed marked in it. */
export function VersionView(props: VersionViewProps) {
  const { projectId, recording, placed, newest, marks, choice, onView, onTask, onMoved } = props;
  const [marksChanges, setMarksChanges] = useState(true);
  const [isRestoring, setIsRestoring] = useState(false);
  const [showsKeys, setShowsKeys] = useState(false);
  const { version, isMoving, moveTo } = useTravel(placed, (wanted) => {
    onView({ version: wanted });
  });
  useEffect(() => {
    onMoved(version);
  }, [onMoved, version]);
  const steps = useMemo(
    () => (isChosen(choice) ? stepsThrough(marks) : stepsOf((at) => recording.stepAt(at), newest)),
    [choice, marks, recording, newest],
  );
  const isThere = (wanted: number) => recording.has(wanted);
  const playback = usePlayback({ version, steps, isThere, onVersion: moveTo });
  const go = (wanted: number) => {
    playback.pause();
    moveTo(wanted);
  };
  const step = useSteps({ steps, isLooking: props.isLooking, version, onVersion: go });
  useTravelKeys({
    ...{ newest, version },
    onVersion: go,
    onStep: step,
    onPlay: playback.toggle,
    onHelp: () => {
      setShowsKeys(true);
    },
  });

  const shown = useShown(recording, version, marksChanges);
  const mark = recording.stepAt(version);
  const failure = recording.failure();
  const restore = () => {
    playback.pause();
    setIsRestoring(true);
  };
  const canRestore = version !== newest && version > 0 && (!mark || version === mark.last);
  useTravelOffer({
    ...{ projectId, version, newest, playback },
    onVersion: go,
    onStep: step,
    onRestore: canRestore ? restore : null,
  });
  const bar = useSliderFocus(props.takesFocus);
  return (
    <>
      <div ref={bar} className="contents">
        <TimeBar
          {...{ projectId, version, newest, mark, marks, playback }}
          stepName={choice.task ? "change of this task" : isChosen(choice) ? "match" : "change"}
          counts={marksChanges ? shown.comparison.counts : null}
          onMarking={setMarksChanges}
          onVersion={go}
          onStep={step}
          onRestore={restore}
          above={<TimeStrip {...{ projectId, choice, version }} onVersion={go} />}
          below={
            mark && (
              <>
                <CurrentChange projectId={projectId} step={mark} isMoving={isMoving} />
                {version !== mark.last && !isMoving && (
                  <InsideChangeset mark={mark} version={version} onVersion={go} />
                )}
              </>
            )
          }
        />
      </div>
      {failure !== null && (
        <Failure
          title="This version could not be loaded"
          error={failure}
          onRetry={() => {
            recording.retry();
          }}
        />
      )}
      {(failure === null || !shown.isEmpty) && (
        <DayShown value={mark && todayIn(new Date(mark.time))}>
          <HistoryTree
            label={`Tasks at version ${version}`}
            shown={shown}
            isMoving={isMoving}
            taskId={choice.task ?? null}
            onTask={onTask}
          />
        </DayShown>
      )}
      {showsKeys && (
        <Suspense>
          <TravelKeysDialog
            onClose={() => {
              setShowsKeys(false);
            }}
          />
        </Suspense>
      )}
      {isRestoring && (
        <Suspense>
          <RestoreDialog
            {...{ projectId, recording, version, newest }}
            onClose={() => {
              setIsRestoring(false);
            }}
            onRestored={(made) => {
              onView({ version: made });
            }}
          />
        </Suspense>
      )}
    </>
  );
}
