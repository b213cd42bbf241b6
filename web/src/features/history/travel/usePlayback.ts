import { useEffect, useEffectEvent, useState } from "react";

import { owedSteps } from "@/features/history/travel/speeds";
import type { Steps } from "@/features/history/view";

/** Whether the history plays, and how fast, in steps a second. */
export interface Playback {
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly setSpeed: (speed: number) => void;
  readonly toggle: () => void;
  readonly pause: () => void;
}

interface PlaybackOptions {
  version: number;
  steps: Steps;
  /** Whether a version can be shown: what is not loaded yet is waited for. */
  isThere: (version: number) => boolean;
  onVersion: (version: number) => void;
}

/** Plays the history from where one is, step by step; from the beginning when one is at its end. */
export function usePlayback(options: PlaybackOptions): Playback {
  const { version } = options;
  const [isPlaying, setIsPlaying] = useState(false);
  const [speed, setSpeed] = useState(4);

  const advance = useEffectEvent((count: number) => {
    const { steps, isThere, onVersion } = options;
    let at = version;
    for (let step = 0; step < count; step += 1) {
      const next = steps.beside(at, 1);
      if (next === at || !isThere(next)) break;
      at = next;
    }
    if (at !== version) onVersion(at);
    else if (steps.beside(at, 1) === at) setIsPlaying(false);
  });
  useEffect(() => {
    if (!isPlaying) return;
    let [last, owed] = [performance.now(), 0];
    const play = (now: number) => {
      const due = owedSteps(owed, now - last, speed);
      [last, owed] = [now, due.rest];
      if (due.steps > 0) advance(due.steps);
      frame = requestAnimationFrame(play);
    };
    let frame = requestAnimationFrame(play);
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [isPlaying, speed]);

  return {
    isPlaying,
    speed,
    setSpeed,
    pause: () => {
      setIsPlaying(false);
    },
    toggle: () => {
      if (!isPlaying && options.steps.beside(version, 1) === version) options.onVersion(0);
      setIsPlaying(!isPlaying);
    },
  };
}
