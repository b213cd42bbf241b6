import { CountsLine } from "@/components/diff/Counts";
import { choices, useActions } from "@/components/palette/offers";
import { Button, IconButton } from "@/components/ui/Button";
import { Failure } from "@/components/ui/Notice";
import { Select } from "@/components/ui/Select";
import { ChangeRows } from "@/features/history/ChangeRows";
import { SideBySide } from "@/features/history/compare/SideBySide";
import { HistoryTree } from "@/features/history/HistoryTree";
import { rowsOf } from "@/features/history/listing";
import type { Recording } from "@/features/history/recording/Recording";
import { CopyLink } from "@/features/history/travel/CopyLink";
import { useSliderFocus } from "@/features/history/travel/useSliderFocus";
import { useTravel } from "@/features/history/travel/useTravel";
import { placeText, VersionSlider } from "@/features/history/travel/VersionSlider";
import { useBetween } from "@/features/history/useShown";
import { stepsOf, type HistoryView, type Layout, type Mark } from "@/features/history/view";

interface CompareViewProps {
  recording: Recording;
  from: number;
  to: number;
  layout: Layout | undefined;
  newest: number;
  marks: readonly Mark[];
  taskId: string | null;
  onTask: (id: string | null) => void;
  /** Whether the slider takes the focus at once, where nothing else has it. */
  takesFocus: boolean;
  onView: (view: HistoryView) => void;
}

const LAYOUTS = { inline: "In one tree", side: "Side by side", list: "As a list" } as const;

/** What lies between two versions: in one tree, side by side, or as a list. Either may be the later. */
export default function CompareView(props: CompareViewProps) {
  const { recording, layout, newest, marks, taskId, onTask, onView } = props;
  const left = useTravel(props.from, (from) => {
    onView({ from, to: props.to, layout });
  });
  const right = useTravel(props.to, (to) => {
    onView({ from: props.from, to, layout });
  });
  const [from, to] = [left.version, right.version];
  const shown = useBetween(recording, from, to);
  const steps = stepsOf((version) => recording.stepAt(version), newest);
  const failure = recording.failure();
  const isMoving = left.isMoving || right.isMoving;
  const sliders = useSliderFocus(props.takesFocus);
  const choose = (chosen: keyof typeof LAYOUTS) => {
    onView({ from, to, layout: chosen === "inline" ? undefined : chosen });
  };
  const swap = () => {
    onView({ from: to, to: from, layout });
  };
  const end = () => {
    onView({ version: to });
  };
  useActions("History", () => [
    ...choices("Layout", LAYOUTS, layout ?? "inline", choose),
    { id: "swap", label: "Swap the two versions", icon: "redo", onAction: swap },
    { id: "end", label: "End comparing", icon: "close", onAction: end },
  ]);
  return (
    <>
      <div
        ref={sliders}
        className="-mx-3 border-b bg-canvas px-3 py-2 sm:sticky sm:top-12 sm:z-10 sm:-mx-6 sm:px-6"
      >
        {[
          { name: "From", travel: left },
          { name: "To", travel: right },
        ].map(({ name, travel: { version, moveTo } }) => (
          <div
            key={name}
            className="grid sm:grid-cols-[14rem_1fr] sm:items-center sm:gap-3 lg:grid-cols-[20rem_1fr]"
          >
            <p className="text-sm tabular-nums">
              <span className="font-medium">{name}</span>{" "}
              <span className="text-muted">
                {placeText(recording.stepAt(version), version, newest)}
              </span>
            </p>
            <VersionSlider
              label={`${name} version`}
              {...{ version, newest, marks }}
              mark={recording.stepAt(version)}
              stepName="change"
              onVersion={moveTo}
              onStep={(way) => {
                moveTo(steps.beside(version, way));
              }}
            />
          </div>
        ))}
        <div className="flex flex-wrap items-center gap-2 pt-1">
          <span className="flex-1">
            <CountsLine counts={shown.comparison.counts} />
          </span>
          <Select
            quiet
            label="Layout"
            value={layout ?? "inline"}
            names={LAYOUTS}
            onChange={choose}
          />
          <CopyLink address={() => location.href} />
          <IconButton icon="redo" label="Swap the two versions" onPress={swap} />
          <Button size="sm" variant="quiet" onPress={end}>
            End comparing
          </Button>
        </div>
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
      {layout === "list" && !shown.isEmpty ? (
        <div className="pt-4">
          <ChangeRows label="What lies between the two versions" rows={rowsOf(shown.comparison)} />
        </div>
      ) : layout === "side" && !shown.isEmpty ? (
        <SideBySide {...{ from, to, shown, taskId, onTask, isMoving }} />
      ) : (
        <HistoryTree
          label={`Tasks between version ${from} and version ${to}`}
          {...{ shown, isMoving, taskId, onTask }}
        />
      )}
    </>
  );
}
