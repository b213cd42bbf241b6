import { choices, useActions } from "@/components/palette/offers";
import { IconButton } from "@/components/ui/Button";
import { Select } from "@/components/ui/Select";
import { speedsFor } from "@/features/history/travel/speeds";
import type { Playback } from "@/features/history/travel/usePlayback";
import { useWantsLittleMotion } from "@/lib/useMedia";

/** Plays the history, and says how fast. */
export function PlayControls({ playback }: { playback: Playback }) {
  const speeds = speedsFor(useWantsLittleMotion());
  const { isPlaying, toggle, setSpeed } = playback;
  const speed = Math.min(playback.speed, speeds.at(-1) ?? 1);
  const names = Object.fromEntries(speeds.map((one) => [one, `${one} a second`]));
  const choose = (chosen: string) => {
    setSpeed(Number(chosen));
  };
  useActions("History", () =>
    speeds.length > 1 ? choices("Speed", names, String(speed), choose) : [],
  );
  return (
    <div className="flex items-center gap-1">
      <IconButton
        icon={isPlaying ? "pause" : "play"}
        label={isPlaying ? "Pause" : "Play"}
        shortcut="Space"
        onPress={toggle}
      />
      {speeds.length > 1 && (
        <Select quiet label="Speed" value={String(speed)} names={names} onChange={choose} />
      )}
    </div>
  );
}
