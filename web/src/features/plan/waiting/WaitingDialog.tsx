import { useState } from "react";

import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import type { PlanStore } from "@/features/plan/store/PlanStore";
import type { PlanState } from "@/features/plan/store/planState";
import { problemOf } from "@/features/plan/waiting/clashes";
import type { KeptEdit } from "@/lib/keeping/kept";
import { messageOf } from "@/lib/problem";
import { exactly } from "@/lib/time";

interface WaitingDialogProps {
  store: PlanStore;
  state: PlanState;
  /** A person wants to decide about an edit that met somebody else's. */
  onDecide: (id: string) => void;
  onClose: () => void;
}

/** The edits that are not in the ledger: those that wait, and those that the server did not take. */
export default function WaitingDialog({ store, state, onDecide, onClose }: WaitingDialogProps) {
  const { waiting, refused, trouble, isFragile } = state;
  const [failed, setFailed] = useState<string | null>(null);
  const again = ({ id, patches, message }: KeptEdit) => {
    try {
      store.edit({ patches, message });
      store.discard(id);
      setFailed(null);
    } catch (problem) {
      setFailed(`That still cannot be. ${messageOf(problem)}`);
    }
  };
  return (
    <Dialog title="Changes that are not saved" isOpen onClose={onClose}>
      {waiting.length + refused.length === 0 && <p>All changes are saved.</p>}
      {waiting.length > 0 && (
        <section aria-label="Waiting">
          <p className="text-muted">
            {trouble ?? "They are being sent."}{" "}
            {isFragile
              ? "This browser keeps nothing: leave the page open until they are sent."
              : "They are kept on this device and sent in this order, also after the page was closed."}
          </p>
          <ul className="mt-2 divide-y">
            {waiting.map((edit) => (
              <Unsaved
                key={edit.id}
                edit={edit}
                onDiscard={() => {
                  store.discard(edit.id);
                }}
              />
            ))}
          </ul>
        </section>
      )}
      {refused.length > 0 && (
        <section aria-label="Not taken" className="mt-4 first:mt-0">
          <p className="text-muted">The server did not take these; the plan shows them no more.</p>
          {failed && (
            <p role="alert" className="text-removed">
              {failed}
            </p>
          )}
          <ul className="mt-2 divide-y">
            {refused.map((edit) => {
              const problem = problemOf(edit);
              const isClash = problem?.code === "conflict";
              return (
                <Unsaved
                  key={edit.id}
                  edit={edit}
                  reason={problem?.message}
                  way={isClash ? "Decide" : "Try again"}
                  onWay={() => {
                    if (isClash) onDecide(edit.id);
                    else again(edit);
                  }}
                  onDiscard={() => {
                    store.discard(edit.id);
                  }}
                />
              );
            })}
          </ul>
        </section>
      )}
    </Dialog>
  );
}

interface UnsavedProps {
  edit: KeptEdit;
  reason?: string | undefined;
  /** What can be done about it. */
  way?: string;
  onWay?: () => void;
  onDiscard: () => void;
}

function Unsaved({ edit, reason, way, onWay, onDiscard }: UnsavedProps) {
  const [asks, setAsks] = useState(false);
  return (
    <li className="py-2.5" aria-label={edit.message}>
      <p className="[overflow-wrap:anywhere]">{edit.message}</p>
      <p className="text-sm text-muted">{exactly(new Date(edit.at).toISOString())}</p>
      {reason && <p className="text-sm [overflow-wrap:anywhere] text-removed">{reason}</p>}
      <div className="mt-1.5 flex flex-wrap items-center gap-2">
        {asks ? (
          <>
            <span className="text-sm">This change is then gone.</span>
            <Button size="sm" variant="danger" onPress={onDiscard}>
              Discard it
            </Button>
            <Button
              size="sm"
              autoFocus
              onPress={() => {
                setAsks(false);
              }}
            >
              Keep it
            </Button>
          </>
        ) : (
          <>
            {way && onWay && (
              <Button size="sm" onPress={onWay}>
                {way}
              </Button>
            )}
            <Button
              size="sm"
              variant="quiet"
              icon="trash"
              onPress={() => {
                setAsks(true);
              }}
            >
              Discard
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
