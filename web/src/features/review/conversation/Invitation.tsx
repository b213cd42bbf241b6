import { Suspense } from "react";

import { Icon } from "@/components/ui/Icon";
import { lazily } from "@/components/ui/lazily";
import type { Kind } from "@/features/review/conversation/answers";
import { OPINIONS } from "@/features/review/conversation/kinds";

// Loaded beside what one sees first.
const OpenDrafts = lazily(() => import("@/components/drafts/OpenDrafts"));
const PastConversations = lazily(() => import("@/components/drafts/PastConversations"));

interface InvitationProps {
  scope: string | null;
  /** There is no task yet that one could have an opinion about. */
  isEmpty: boolean;
  /** Absent: there is no project yet. */
  projectId: string | undefined;
  onAsk: (kind: Kind) => void;
}

/** What stands where nothing was said yet: what can be said and asked. */
export default function Invitation({ scope, isEmpty, projectId, onAsk }: InvitationProps) {
  if (scope) {
    return (
      <p className="py-6 text-center text-muted">
        Say how it should be divided, or just send “Break it down”.
      </p>
    );
  }
  return (
    <div className="py-4">
      <p className="text-center text-muted">
        {isEmpty
          ? "Say what is to be done: “A login system with password reset”, “Add tasks for design, build and test”."
          : "Say what should be different: “Combine T2 and T3”, “Add a security review after T4 and make it urgent”."}{" "}
        You see each change in the tree before it counts.
      </p>
      {!isEmpty && (
        <ul aria-label="Ask for" className="mt-5 grid gap-2">
          {OPINIONS.map(({ kind, label, hint, icon }) => (
            <li key={kind}>
              <button
                type="button"
                onClick={() => {
                  onAsk(kind);
                }}
                className="flex w-full items-center gap-3 rounded-md border bg-surface px-3 py-2 text-left hover:border-accent hover:bg-accent-soft"
              >
                <Icon name={icon} className="shrink-0 text-muted" />
                <span>
                  <span className="block font-medium">{label}</span>
                  <span className="block text-sm text-muted">{hint}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {projectId && (
        <div className="mt-6 grid gap-6 px-1">
          <Suspense>
            <OpenDrafts projectId={projectId} />
          </Suspense>
          <Suspense>
            <PastConversations projectId={projectId} />
          </Suspense>
        </div>
      )}
    </div>
  );
}
