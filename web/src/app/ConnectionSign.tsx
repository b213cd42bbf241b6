import { classes } from "@/lib/classes";
import { useConnection } from "@/lib/live/connection";
import type { LiveState } from "@/lib/live/LiveStream";

const SAID: Readonly<Record<LiveState, string>> = {
  connecting: "Connecting…",
  live: "Live",
  reconnecting: "Reconnecting…",
  offline: "Offline",
};
const TOLD: Readonly<Record<LiveState, string>> = {
  connecting: "The page begins to follow what others do.",
  live: "What others do appears here at once.",
  reconnecting: "The server does not answer just now. The page tries again and again.",
  offline: "This device has no network. What you change is kept, and sent later.",
};

/** How the page hears of what others do: a dot while it does, a word when it does not. */
export function ConnectionSign() {
  const state = useConnection();
  const isCalm = state === "live" || state === "connecting";
  return (
    <p
      role="status"
      aria-label="Connection"
      title={state ? TOLD[state] : undefined}
      className="flex items-center gap-1.5 px-2 text-sm text-muted"
    >
      {state && (
        <>
          <span
            aria-hidden
            className={classes(
              "size-2 rounded-full",
              state === "live" ? "bg-added" : isCalm ? "bg-faint" : "bg-changed",
            )}
          />
          <span className={classes(isCalm && "sr-only")}>{SAID[state]}</span>
        </>
      )}
    </p>
  );
}
