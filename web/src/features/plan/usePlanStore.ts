import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { toast } from "sonner";

import { apiLedger } from "@/features/plan/store/apiLedger";
import type { Changeset, Reverted, Versioned } from "@/features/plan/store/ledger";
import { PlanStore, type Listener, type PlanState } from "@/features/plan/store/PlanStore";
import { keys } from "@/lib/keys";
import { messageOf, type Problem } from "@/lib/problem";

/** An edit that met a change of somebody else, until a person has chosen. */
export interface Clash {
  readonly changeset: Changeset;
  readonly problem: Problem;
}

export interface OpenPlan {
  readonly store: PlanStore;
  readonly state: PlanState;
  readonly clash: Clash | null;
  readonly endClash: () => void;
}

/** The store of a loaded plan, and what it has to say to the person. */
export function usePlanStore(projectId: string, loaded: Versioned): OpenPlan {
  const queryClient = useQueryClient();
  const [clash, setClash] = useState<Clash | null>(null);
  const [store] = useState(() => {
    const reload = () => void queryClient.invalidateQueries({ queryKey: keys.project(projectId) });
    const listener: Listener = {
      ...TOASTS,
      onConflict: (changeset, problem) => {
        setClash({ changeset, problem });
      },
      onLost: (problem) => {
        toast.error("The latest changes could not be loaded", {
          description: messageOf(problem),
          action: { label: "Load again", onClick: reload },
        });
      },
    };
    return new PlanStore(loaded, apiLedger(projectId), listener);
  });
  const state = useSyncExternalStore(store.subscribe, store.state);

  useEffect(() => {
    // What was just edited here also shows in the list of projects.
    return () => void queryClient.invalidateQueries({ queryKey: keys.projects });
  }, [queryClient]);
  useWarnBeforeLosing(state.unsaved > 0);

  return {
    store,
    state,
    clash,
    endClash: () => {
      setClash(null);
    },
  };
}

const DONE = { undo: "Undone", redo: "Redone" } as const;

const TOASTS: Pick<Listener, "onReverted" | "onRevertRefused" | "onRefused"> = {
  onReverted: (way: "undo" | "redo", { message }: Reverted) => {
    toast(message ? `${DONE[way]}: ${message}` : DONE[way]);
  },
  onRevertRefused: (way: "undo" | "redo", problem: unknown) => {
    toast.error(`Could not ${way}`, { description: messageOf(problem) });
  },
  onRefused: (changeset: Changeset, problem: unknown) => {
    toast.error("This was not saved, and is taken back", {
      description: `${changeset.message}. ${messageOf(problem)}`,
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
