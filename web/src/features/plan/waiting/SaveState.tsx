import { Suspense, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";

import { lazily } from "@/components/ui/lazily";
import type { PlanStore } from "@/features/plan/store/PlanStore";
import type { PlanState } from "@/features/plan/store/planState";
import { useClash } from "@/features/plan/waiting/clashes";
import { classes } from "@/lib/classes";
import { useLoadedAhead } from "@/lib/useLoadedAhead";

const loadConflict = () => import("@/features/plan/waiting/ConflictDialog");
const loadWaiting = () => import("@/features/plan/waiting/WaitingDialog");
const ConflictDialog = lazily(loadConflict);
const WaitingDialog = lazily(loadWaiting);
const loadAll = () => Promise.all([loadConflict(), loadWaiting()]);

interface SaveStateProps {
  store: PlanStore;
  state: PlanState;
}

/** Whether what was edited is saved, and the way to what is not; says nothing while all is well. */
export function SaveState({ store, state }: SaveStateProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { clash, putOff, takeUp } = useClash(state.refused);
  const text = textOf(state);
  // They are there for when nothing can be loaded.
  useLoadedAhead(loadAll);
  const isCalm = state.trouble === null && state.refused.length === 0;
  return (
    <>
      {/* Only what stays for a while can be pressed: what is just being saved is gone at once. */}
      <span
        role="status"
        aria-label="Saving"
        className={classes(
          // On a phone it comes and goes above the actions: beside them it would push the title about.
          "mr-2 text-sm max-sm:absolute max-sm:-top-6 max-sm:right-1 max-sm:mr-0 max-sm:whitespace-nowrap",
          isCalm && "text-faint max-sm:-top-5",
        )}
      >
        {isCalm ? (
          text
        ) : (
          <AriaButton
            aria-haspopup="dialog"
            onPress={() => {
              setIsOpen(true);
            }}
            className="min-h-7 rounded-md px-1.5 text-left font-medium text-removed underline decoration-dotted underline-offset-4"
          >
            {text}
          </AriaButton>
        )}
      </span>
      {isOpen && (
        <Suspense>
          <WaitingDialog
            store={store}
            state={state}
            onDecide={(id) => {
              setIsOpen(false);
              takeUp(id);
            }}
            onClose={() => {
              setIsOpen(false);
            }}
          />
        </Suspense>
      )}
      {clash && !isOpen && (
        <Suspense>
          <ConflictDialog
            key={clash.edit.id}
            clash={clash}
            plan={state.plan}
            onClose={() => {
              putOff(clash.edit.id);
            }}
            onDecide={(edit) => {
              if (edit) store.edit(edit);
              store.discard(clash.edit.id);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function textOf({ waiting, refused, trouble }: PlanState): string {
  const parts = [
    trouble !== null && waiting.length > 0 && counted(waiting.length, "waiting"),
    refused.length > 0 && counted(refused.length, "not saved"),
  ].filter(Boolean);
  if (parts.length > 0) return parts.join(", ");
  if (trouble !== null) return "Trying again…";
  return waiting.length > 0 ? "Saving…" : "";
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 change ${what}` : `${count} changes ${what}`;
}
