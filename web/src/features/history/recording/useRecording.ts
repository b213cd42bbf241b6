import { useEffect, useState, useSyncExternalStore } from "react";

import { Recording } from "@/features/history/recording/Recording";
import { sourceOf } from "@/features/history/recording/source";

/** The past of a project, which loads while one looks at it. The same for as long as it is shown. */
export function useRecording(projectId: string, newest: number): Recording {
  const [recording] = useState(() => new Recording(sourceOf(projectId), newest));
  useSyncExternalStore(recording.subscribe, recording.revision);
  useEffect(() => {
    recording.grow(newest);
  }, [recording, newest]);
  useEffect(
    () => () => {
      recording.stop();
    },
    [recording],
  );
  return recording;
}
