import { useOffer } from "@/components/palette/offers";
import type { MenuEntry } from "@/components/ui/menuEntry";
import type { Playback } from "@/features/history/travel/usePlayback";
import { useSeeAs } from "@/features/history/travel/SeeAs";
import type { Way } from "@/features/history/view";

interface TravelOffer {
  projectId: string;
  version: number;
  newest: number;
  playback: Playback;
  onVersion: (version: number) => void;
  onStep: (way: Way) => void;
  /** null: this version cannot be restored. */
  onRestore: (() => void) | null;
}

/** Puts the ways through the history into the command palette. */
export function useTravelOffer(offer: TravelOffer) {
  const seeAs = useSeeAs(offer.projectId, offer.version);
  useOffer(() => ({
    groups: [{ title: "History", actions: [...actionsOf(offer), ...seeAs] }],
  }));
}

function actionsOf(offer: TravelOffer): MenuEntry[] {
  const { version, newest, playback, onVersion, onStep, onRestore } = offer;
  return [
    {
      id: "play",
      label: playback.isPlaying ? "Pause" : "Play",
      icon: playback.isPlaying ? "pause" : "play",
      shortcut: "Space",
      onAction: playback.toggle,
    },
    {
      id: "previous",
      label: "Previous change",
      icon: "previous",
      shortcut: ",",
      disabled: version === 0,
      onAction: () => {
        onStep(-1);
      },
    },
    {
      id: "next",
      label: "Next change",
      icon: "next",
      shortcut: ".",
      disabled: version === newest,
      onAction: () => {
        onStep(1);
      },
    },
    {
      id: "first",
      label: "To the beginning",
      shortcut: "Home",
      onAction: () => {
        onVersion(0);
      },
    },
    {
      id: "newest",
      label: "To the newest version",
      shortcut: "End",
      onAction: () => {
        onVersion(newest);
      },
    },
    {
      id: "restore",
      label: "Restore this version",
      icon: "history",
      disabled: onRestore === null,
      onAction: () => onRestore?.(),
    },
  ];
}
