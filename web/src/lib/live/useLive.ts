import { useEffect, useEffectEvent } from "react";

import { noteState } from "@/lib/live/connection";
import type { StreamEvent } from "@/lib/live/eventStream";
import { LiveStream } from "@/lib/live/LiveStream";

/**
 * Follows a stream of the API (null: none) from the place that `from` names. Only while the page is
 * seen: a browser keeps few connections to one server, and each tab would take one for itself.
 */
export function useLive(
  path: string | null,
  from: () => number,
  onEvent: (event: StreamEvent) => void,
) {
  const begin = useEffectEvent(from);
  const hear = useEffectEvent(onEvent);
  useEffect(() => {
    if (path === null) return;
    const owner = {};
    const stream = new LiveStream(path, begin(), {
      onEvent: (event) => {
        hear(event);
      },
      onState: (state) => {
        noteState(owner, state);
      },
    });
    const look = () => {
      if (document.hidden) stream.stop();
      else stream.start();
    };
    const wake = () => {
      stream.wake();
    };
    look();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", wake);
    window.addEventListener("offline", wake);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", wake);
      window.removeEventListener("offline", wake);
      stream.stop();
      noteState(owner, null);
    };
  }, [path]);
}
