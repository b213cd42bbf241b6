import type { KeyboardEvent } from "react";

import { IconButton } from "@/components/ui/Button";
import { markOf, stepFrom, type Mark } from "@/features/history/view";
import { exactly } from "@/lib/time";

interface VersionSliderProps {
  label: string;
  version: number;
  newest: number;
  marks: readonly Mark[];
  onVersion: (version: number) => void;
}

/** Above this many changesets their ends are no longer drawn one by one. */
const MOST_TICKS = 150;

/**
 * A place in the history. Arrows step through every version, with Shift from changeset to changeset,
 * as the buttons do.
 */
export function VersionSlider(props: VersionSliderProps) {
  const { label, version, newest, marks, onVersion } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    const way = WAYS[event.key];
    if (!way || !(event.shiftKey || event.key.startsWith("Page"))) return;
    event.preventDefault();
    onVersion(stepFrom(marks, version, way));
  };
  return (
    <div className="flex items-center gap-1">
      <IconButton
        icon="chevron"
        label={`${label}: previous changeset`}
        shortcut="Shift+←"
        className="rotate-180"
        isDisabled={version === 0}
        onPress={() => {
          onVersion(stepFrom(marks, version, -1));
        }}
      />
      <div className="relative min-w-0 flex-1">
        <Ticks marks={marks} newest={newest} />
        <input
          type="range"
          aria-label={label}
          aria-valuetext={placeText(marks, version, newest)}
          min={0}
          max={newest}
          value={version}
          onChange={(event) => {
            onVersion(event.target.valueAsNumber);
          }}
          onKeyDown={onKeyDown}
          className="relative block h-7 w-full cursor-pointer accent-accent-fill"
        />
      </div>
      <IconButton
        icon="chevron"
        label={`${label}: next changeset`}
        shortcut="Shift+→"
        isDisabled={version === newest}
        onPress={() => {
          onVersion(stepFrom(marks, version, 1));
        }}
      />
    </div>
  );
}

const WAYS: Readonly<Record<string, -1 | 1 | undefined>> = {
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

/** "Version 12 of 40, Nov 23, 2026, 6:04 AM, 2 of 5 in its changeset". */
export function placeText(marks: readonly Mark[], version: number, newest: number): string {
  const mark = markOf(marks, version);
  const parts = [`Version ${version} of ${newest}`];
  if (version === newest) parts.push("the newest");
  if (version === 0) parts.push("before anything");
  if (mark) parts.push(exactly(mark.time));
  if (mark && version < mark.last) {
    parts.push(`${version - mark.first + 1} of ${mark.last - mark.first + 1} in its changeset`);
  }
  return parts.join(", ");
}
