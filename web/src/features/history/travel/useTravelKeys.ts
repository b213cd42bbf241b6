import type { Way } from "@/features/history/view";
import { useKeyDown } from "@/lib/useKeyDown";

interface TravelKeys {
  newest: number;
  version: number;
  onVersion: (version: number) => void;
  onStep: (way: Way) => void;
  onPlay: () => void;
  onHelp: () => void;
}

/** What has arrows, a space bar or letters of its own. */
const OWN = "[role=tree], [role=slider], [role=menu], [role=listbox], [role=dialog]";
const PRESSED = "button, a, summary, input, label";

/**
 * The keys of the history, wherever the focus is but where they mean something else: arrows go from
 * version to version, with Shift and as "," and "." from change to change, Home and End to the
 * beginning and the newest; the space bar plays, and "?" lists them.
 */
export function useTravelKeys(options: TravelKeys) {
  const { newest, version, onVersion, onStep, onPlay, onHelp } = options;
  const stepped = (key: string): boolean => {
    if (key === "?") onHelp();
    else if (key === "," || key === ".") onStep(key === "," ? -1 : 1);
    else return false;
    return true;
  };
  const travelled = ({ key, shiftKey }: KeyboardEvent): boolean => {
    if (key === "Home") onVersion(0);
    else if (key === "End") onVersion(newest);
    else if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
    else if (shiftKey) onStep(key === "ArrowLeft" ? -1 : 1);
    else onVersion(Math.max(0, Math.min(newest, version + (key === "ArrowLeft" ? -1 : 1))));
    return true;
  };
  const played = (key: string, target: Element | null): boolean => {
    if (key !== " " || target?.closest(PRESSED)) return false;
    onPlay();
    return true;
  };
  useKeyDown((event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target instanceof Element ? event.target : null;
    const isFree = !target?.closest(OWN);
    const done = stepped(event.key) || (isFree && (travelled(event) || played(event.key, target)));
    if (done) event.preventDefault();
  });
}
