import { useQueryClient } from "@tanstack/react-query";

import { keys } from "@/lib/keys";
import { useLivePatches } from "@/lib/live/useLivePatches";

/** Asks anew for what is shown of a history whenever it has grown beyond `newest`. */
export function useLiveHistory(projectId: string, newest: number) {
  const queryClient = useQueryClient();
  useLivePatches(
    projectId,
    () => newest,
    () => void queryClient.invalidateQueries({ queryKey: keys.history(projectId) }),
  );
}
