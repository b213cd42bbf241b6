import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";

import { apiLedger } from "@/features/plan/store/apiLedger";
import type { Reverted, Versioned } from "@/features/plan/store/ledger";
import { EDIT_TOAST } from "@/features/plan/offerTakingBack";
import { keptOutbox } from "@/features/plan/store/outbox";
import { ToBeAsked } from "@/features/plan/store/ToBeAsked";
import { PlanStore, sleep } from "@/features/plan/store/PlanStore";
import type { Listener, PlanState } from "@/features/plan/store/planState";
import { useKeepSeen } from "@/features/plan/waiting/useKeepSeen";
import type { KeptEdit } from "@/lib/keeping/kept";
import { keys } from "@/lib/keys";
import { useConnection } from "@/lib/live/connection";
import { useLivePatches } from "@/lib/live/useLivePatches";
import { holdPlan } from "@/lib/plansAtHand";
import { messageOf } from "@/lib/problem";
import { toast } from "@/lib/toast";

export interface OpenPlan {
  readonly store: PlanStore;
  readonly state: PlanState;
}

/** The store of a loaded plan, which follows what others do, and what it has to say to the person. */
export function usePlanStore(projectId: string, loaded: Versioned): OpenPlan {
  const queryClient = useQueryClient();
  const [store] = useState(() => {
    const reload = () => void queryClient.invalidateQueries({ queryKey: keys.project(projectId) });
    const listener: Listener = {
      ...TOASTS,
      onRevertRefused: (way, problem) => {
        if (problem instanceof ToBeAsked) ask(problem, (id) => store.takeBack(id));
        else TOASTS.onRevertRefused(way, problem);
      },
      onLost: (problem) => {
        toast.error("The latest changes could not be loaded", {
          description: messageOf(problem),
          action: { label: "Load again", onClick: reload },
        });
      },
    };
    const around = { projectId, outbox: keptOutbox(projectId), pause: sleep };
    const store: PlanStore = new PlanStore(loaded, apiLedger(projectId), listener, around);
    return store;
  });
  const state = useSyncExternalStore(store.subscribe, store.state);

  useEffect(() => {
    // What was just edited here also shows in the list of projects.
    return () => void queryClient.invalidateQueries({ queryKey: keys.projects });
  }, [queryClient]);
  useEffect(() => holdPlan(projectId, () => store.saved()), [projectId, store]);
  useLivePatches(projectId, () => store.state().version, store.hear);
  useWaking(store);
  useKeepSeen(projectId, store, state.version);
  useWarnBeforeLosing(state.isFragile);
  return { store, state };
}

/** A connection that is back, or a page that is looked at again, is reason to try again at once. */
function useWaking(store: PlanStore) {
  const connection = useConnection();
  useEffect(() => {
    if (connection === "live") store.wake();
  }, [store, connection]);
  useEffect(() => {
    window.addEventListener("online", store.wake);
    return () => {
      window.removeEventListener("online", store.wake);
    };
  }, [store]);
}

/** Says what would be taken back, and does it once a person wants that. */
function ask({ why, changesetId, message }: ToBeAsked, takeBack: (id: string) => void) {
  const onClick = () => {
    takeBack(changesetId);
  };
  if (why === "others") {
    toast.warning("There is nothing of yours to undo", {
      description: `The last change was made by somebody else: ${message}.`,
      action: { label: "Undo theirs", onClick },
      duration: ASKING,
    });
  } else {
    toast.warning("That would delete the whole project", {
      description: "Its history stays, and it can be brought back.",
      action: { label: "Delete it", onClick },
      duration: ASKING,
    });
  }
}

/** How long, in milliseconds, such a question stands there. */
const ASKING = 15_000;

const DONE = { undo: "Undone", redo: "Redone" } as const;

const TOASTS: Pick<Listener, "onReverted" | "onRevertRefused" | "onRefused"> = {
  onReverted: (way: "undo" | "redo", { message }: Reverted) => {
    toast(message ? `${DONE[way]}: ${message}` : DONE[way]);
  },
  onRevertRefused: (way: "undo" | "redo", problem: unknown) => {
    toast.error(`Could not ${way}`, { description: messageOf(problem) });
  },
  onRefused: ({ message }: KeptEdit, problem) => {
    toast.dismiss(EDIT_TOAST);
    // What conflicts is asked about in a dialog.
    if (problem.code === "conflict") return;
    toast.error("This was not saved, and is taken back", {
      description: `${message}. ${messageOf(problem)}`,
    });
  },
};

function useWarnBeforeLosing(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
    };
  }, [unsaved]);
}
