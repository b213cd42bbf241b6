import type { CSSProperties, KeyboardEvent } from "react";

import { IconButton } from "@/components/ui/Button";
import type { Mark, Way } from "@/features/history/view";
import { exactly } from "@/lib/time";

interface VersionSliderProps {
  label: string;
  version: number;
  newest: number;
  /** The changeset that made the version; undefined while that is not known. */
  mark: Mark | undefined;
  /** The changesets that are looked for: where they end is marked. */
  marks: readonly Mark[];
  /** What a step leads to: "change", or "change of T3". */
  stepName: string;
  onVersion: (version: number) => void;
  onStep: (way: Way) => void;
}

/** Above this many changesets their ends are no longer drawn one by one. */
const MOST_TICKS = 150;

/**
 * A place in the history. Arrows step through every version; with Shift, and with the buttons, from
 * changeset to changeset.
 */
export function VersionSlider(props: VersionSliderProps) {
  const { label, version, newest, marks, mark, stepName, onVersion, onStep } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    const way = WAYS[event.key];
    if (!way || !(event.shiftKey || event.key.startsWith("Page"))) return;
    event.preventDefault();
    onStep(way);
  };
  return (
    <div className="flex items-center gap-1 max-sm:sticky max-sm:top-12 max-sm:z-10 max-sm:-mx-3 max-sm:bg-canvas max-sm:px-2 max-sm:py-1">
      <IconButton
        icon="previous"
        label={`${label}: previous ${stepName}`}
        shortcut=","
        isDisabled={version === 0}
        onPress={() => {
          onStep(-1);
        }}
      />
      <div className="relative min-w-0 flex-1">
        <Ticks marks={marks} newest={newest} />
        <input
          type="range"
          aria-label={label}
          aria-valuetext={placeText(mark, version, newest)}
          min={0}
          max={newest}
          value={version}
          onChange={(event) => {
            onVersion(event.target.valueAsNumber);
          }}
          onKeyDown={onKeyDown}
          style={{ "--at": newest === 0 ? 0 : version / newest } as CSSProperties}
          className="range-calm relative block h-7 w-full cursor-pointer touch-pan-y"
        />
      </div>
      <IconButton
        icon="next"
        label={`${label}: next ${stepName}`}
        shortcut="."
        isDisabled={version === newest}
        onPress={() => {
          onStep(1);
        }}
      />
    </div>
  );
}

const WAYS: Readonly<Record<string, Way | undefined>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  PageDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageUp: 1,
};

/** Where each changeset ends, below the slider; its knob is 16 pixels wide. */
function Ticks({ marks, newest }: { marks: readonly Mark[]; newest: number }) {
  if (marks.length > MOST_TICKS || newest === 0) return null;
  return (
    <div aria-hidden className="absolute inset-x-2 bottom-0 h-1.5">
      {marks.map(({ last }) => (
        <span
          key={last}
          className="absolute h-full w-px bg-edge"
          style={{ left: `${(last / newest) * 100}%` }}
        />
      ))}
    </div>
  );
}

/** "Version 12 of 40, 23 Nov 2026, 06:04, 2 of 5 in its changeset". */
export function placeText(mark: Mark | undefined, version: number, newest: number): string {
  const parts = [`Version ${version} of ${newest}`];
  if (version === newest) parts.push("the newest");
  if (version === 0) parts.push("before anything");
  if (mark) parts.push(exactly(mark.time));
  if (mark && version < mark.last) {
    parts.push(`${version - mark.first + 1} of ${mark.last - mark.first + 1} in its changeset`);
  }
  return parts.join(", ");
}
