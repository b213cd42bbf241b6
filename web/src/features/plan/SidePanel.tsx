import { Suspense, useState, type ReactNode } from "react";

import { Button, IconButton } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";
import type { PlanEditing } from "@/features/plan/usePlanEditing";
import { isField } from "@/lib/isField";
import { useIsWide } from "@/lib/useIsWide";
import type { Derived } from "@/patch/derived";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";
import type { Plan } from "@/patch/plan";

// Its fields are half of the page's code: loaded with the first task that is opened.
const TaskDetails = lazily(() => import("@/features/plan/details/TaskDetails"));
const GoneTask = lazily(() => import("@/features/plan/GoneTask"));
const PanelChoice = lazily(() => import("@/features/plan/PanelChoice"));
const Sheet = lazily(() => import("@/components/ui/Sheet"));

interface SidePanelProps {
  task: Task | null;
  /** The open task as it was, where somebody else deleted it. */
  gone: Task | null;
  showsConversation: boolean;
  /** A draft is being reviewed: what it offers leads to the conversation, too. */
  isReviewing: boolean;
  onShowConversation: (shown: boolean) => void;
  onCloseTask: () => void;
  conversation: ReactNode;
  plan: Plan;
  derived: Derived | undefined;
  editing: PlanEditing;
  onBreakDown: (task: Task) => void;
  version: number;
}

type PanelProps = SidePanelProps & { typed: string; onTyped: (text: string) => void };

/** What stands beside the tree: the conversation, and the details of one task; sheets where narrow. */
export function SidePanel(props: SidePanelProps) {
  // What is being typed into a field of the task: it is saved when that is left.
  const [typed, setTyped] = useState("");
  const all = { ...props, typed, onTyped: setTyped };
  return useIsWide() ? <Beside {...all} /> : <Sheets {...all} />;
}

function Beside(props: PanelProps) {
  const { onShowConversation, onCloseTask, conversation } = props;
  const task = props.task ?? props.gone;
  const showsConversation = props.showsConversation || !task;
  const title = (
    <h2 className="flex items-center gap-1.5 px-2.5 py-1 text-sm font-medium">Conversation</h2>
  );
  return (
    <aside
      aria-label="Conversation and details"
      className="sticky top-12 flex h-[calc(100dvh-3rem)] flex-col border-l bg-surface"
    >
      <div className="flex items-center justify-between border-b px-3 py-2">
        {task ? (
          <Suspense fallback={title}>
            <PanelChoice
              handle={handleOf(task)}
              showsConversation={showsConversation}
              onShowConversation={onShowConversation}
            />
          </Suspense>
        ) : (
          title
        )}
        {task && !showsConversation && (
          <IconButton icon="close" label="Close the details" onPress={onCloseTask} />
        )}
      </div>
      {/* Stays in place while the details are shown, so that nothing typed is lost. */}
      <section
        aria-label="Conversation"
        hidden={!showsConversation}
        className="flex min-h-0 flex-1 flex-col [[hidden]]:hidden"
      >
        {conversation}
      </section>
      {task && !showsConversation && (
        <section aria-label="Details" className="relative min-h-0 flex-1 overflow-y-auto px-4 py-4">
          <Details {...props} />
        </section>
      )}
    </aside>
  );
}

function Sheets(props: PanelProps) {
  const { showsConversation, onShowConversation, onCloseTask, conversation } = props;
  const task = props.task ?? props.gone;
  return (
    <>
      {!showsConversation && !props.isReviewing && (
        <div className="print:hidden pointer-events-none fixed inset-x-0 bottom-0 z-20 flex justify-center bg-linear-to-t from-canvas from-50% px-4 pt-8 pb-[max(1rem,env(safe-area-inset-bottom))]">
          <Button
            variant="primary"
            icon="chat"
            className="pointer-events-auto"
            onPress={() => {
              onShowConversation(true);
            }}
          >
            Conversation
          </Button>
        </div>
      )}
      {/* Stays in place while it is not seen, so that nothing typed is lost. */}
      <aside
        aria-label="Conversation"
        hidden={!showsConversation}
        className="fixed inset-x-0 top-12 bottom-0 z-20 flex flex-col bg-surface [[hidden]]:hidden"
      >
        <div className="flex items-center justify-between border-b px-4 py-2">
          <h2 className="font-semibold">Conversation</h2>
          <IconButton
            icon="close"
            label="Close the conversation"
            onPress={() => {
              onShowConversation(false);
            }}
          />
        </div>
        {conversation}
      </aside>
      {/* While a draft is reviewed, the tree with it is what to look at. */}
      {task && !showsConversation && !props.isReviewing && (
        <Suspense>
          <Sheet title={handleOf(task)} onClose={onCloseTask}>
            <Details {...props} />
          </Sheet>
        </Suspense>
      )}
    </>
  );
}

function Details({ task, gone, onCloseTask, typed, onTyped, ...rest }: PanelProps) {
  if (!task) {
    return (
      <Suspense>
        {gone && <GoneTask key={gone.id} task={gone} typed={typed} onClose={onCloseTask} />}
      </Suspense>
    );
  }
  const { plan, derived, editing, onBreakDown, version } = rest;
  return (
    <div
      role="presentation"
      onInput={({ target }) => {
        if (isField(target)) onTyped((target as HTMLInputElement).value);
      }}
      onBlur={() => {
        onTyped("");
      }}
    >
      <Suspense>
        <TaskDetails
          key={task.id}
          task={task}
          plan={plan}
          derived={derived}
          editing={editing}
          onBreakDown={onBreakDown}
          version={version}
        />
      </Suspense>
    </div>
  );
}
