import type { ReactNode } from "react";

import { CountsLine } from "@/components/diff/Counts";
import type { Counts } from "@/components/diff/compare";
import { Button } from "@/components/ui/Button";
import { CopyLink } from "@/features/history/travel/CopyLink";
import { PlayControls } from "@/features/history/travel/PlayControls";
import type { Playback } from "@/features/history/travel/usePlayback";
import { SeeAs } from "@/features/history/travel/SeeAs";
import { placeText, VersionSlider } from "@/features/history/travel/VersionSlider";
import type { Mark, Way } from "@/features/history/view";

interface TimeBarProps {
  projectId: string;
  version: number;
  newest: number;
  mark: Mark | undefined;
  marks: readonly Mark[];
  stepName: string;
  /** What the version's changeset changed; null: it is not to be marked. */
  counts: Counts | null;
  onMarking: (marks: boolean) => void;
  playback: Playback;
  onVersion: (version: number) => void;
  onStep: (way: Way) => void;
  onRestore: () => void;
  /** The strip above the slider, and what stands below everything. */
  above: ReactNode;
  below: ReactNode;
}

/** Where one is in the history, and everything that leads elsewhere in it. */
export function TimeBar(props: TimeBarProps) {
  const { version, newest, mark, marks, counts, playback, onVersion, onRestore } = props;
  const isInside = mark !== undefined && version !== mark.last;
  return (
    <div className="print:static bg-canvas pt-2 pb-2 max-sm:contents sm:sticky sm:top-12 sm:z-10 sm:-mx-6 sm:border-b sm:px-6">
      <div className="contents print:hidden">
        {props.above}
        <VersionSlider
          label="Version"
          {...{ version, newest, mark, marks, onVersion }}
          stepName={props.stepName}
          onStep={props.onStep}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="flex-1 basis-56 text-sm text-muted tabular-nums">
          {placeText(mark, version, newest)}
        </p>
        {counts && <CountsLine counts={counts} />}
        <label className="print:hidden flex cursor-pointer items-center gap-1.5 text-sm">
          <input
            type="checkbox"
            checked={counts !== null}
            onChange={(event) => {
              props.onMarking(event.target.checked);
            }}
            className="size-4 accent-accent-fill"
          />
          Mark what changed
        </label>
        <div className="flex items-center gap-1">
          <PlayControls playback={playback} />
          {version > 0 && <SeeAs projectId={props.projectId} version={version} />}
          <CopyLink address={() => `${location.origin}${location.pathname}?version=${version}`} />
          {version !== newest && version > 0 && (
            <Button size="sm" icon="history" isDisabled={isInside} onPress={onRestore}>
              Restore
            </Button>
          )}
        </div>
      </div>
      {props.below}
    </div>
  );
}

interface InsideProps {
  mark: Mark;
  version: number;
  onVersion: (version: number) => void;
}

/** Says that a version is in the middle of a changeset, and leads out of it. */
export function InsideChangeset({ mark, version, onVersion }: InsideProps) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 pt-1 text-sm">
      <span>This is in the middle of a changeset, which was accepted as a whole.</span>
      {[mark.first - 1, mark.last].map((end) => (
        <Button
          key={end}
          size="sm"
          variant="quiet"
          onPress={() => {
            onVersion(end);
          }}
        >
          {end < version ? "Before it" : "After it"}
        </Button>
      ))}
    </p>
  );
}
