import { useLocation, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Suspense, useState } from "react";

import { lazily } from "@/components/ui/lazily";
import { SkeletonList } from "@/components/ui/Skeleton";
import { filterOf } from "@/features/plan/filter/filter";
import { ProjectPage } from "@/features/plan/ProjectPage";
import { ConversationPanel } from "@/features/review/ConversationPanel";
import { useReview } from "@/features/review/useReview";
import { useIsWide } from "@/lib/useIsWide";
import { useTalking } from "@/lib/useTalking";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";

// Loaded when it is first needed.
const DraftView = lazily(() => import("@/features/review/draft/DraftView"));

const ROUTE = { from: "/projects/$projectId" } as const;
/** What is said when a task is to be broken down and the person has not said how. */
const BREAK_DOWN = { instruction: "Break it down" };

/** A project's page: joins its plan with the conversation about it. */
export function ProjectRoute() {
  const { projectId } = useParams(ROUTE);
  const { task, proposal, within, view } = useSearch(ROUTE);
  // The same object for as long as it says the same: what is shown depends on it.
  const filter = useSearch({ ...ROUTE, select: filterOf, structuralSharing: true });
  const navigate = useNavigate(ROUTE);
  const takesFocus = useLocation({ select: ({ state }) => state.takesFocus === true });
  const isWide = useIsWide();
  const [showsConversation, setShowsConversation] = useTalking(false);
  const [divided, setDivided] = useState<Task | null>(null);
  const go = (search: { task?: string; proposal?: string; within?: string }, replace = true) => {
    const wanted = { ...filter, view, ...search };
    void navigate({ search: wanted, state: true, replace, resetScroll: false });
  };
  const review = useReview({
    proposalId: proposal ?? null,
    about: { projectId, taskId: within },
    first: within && !proposal ? BREAK_DOWN : null,
    onOpened: (opened) => {
      go({ task, proposal: opened });
    },
  });
  const taskId = review.about.taskId ?? null;
  const hasDraft = review.hasDraft && (review.isRunning || review.proposal?.status === "open");
  // Its place is held meanwhile: keys of a review would do something else in the plan.
  const isAwaited = review.isLoading && !review.isRunning && !review.error;
  const leave = () => {
    go({ task });
  };
  return (
    <ProjectPage
      projectId={projectId}
      taskId={task ?? null}
      onTask={(shown) => {
        // Where the details are a sheet, Back closes it.
        const opensSheet = !isWide && task === undefined && shown !== null;
        go({ proposal, within, task: shown ?? undefined }, !opensSheet);
      }}
      conversation={(isEmpty) => (
        <ConversationPanel
          review={review}
          isEmpty={isEmpty}
          scope={taskId && (divided?.id === taskId ? nameOf(divided) : review.nameOf(taskId))}
          onTask={(id) => {
            go({ proposal, within, task: id });
            setShowsConversation(false);
          }}
          onBreakDown={(id) => {
            setDivided(null);
            go({ task, within: id });
          }}
          onLeave={(proposal ?? within) ? leave : undefined}
          onFocus={() => void DraftView.preload()}
          onLook={(place) => {
            // Beside a tree that stays in view, the words need not make room for it.
            if (place === "conversation" || !isWide) {
              setShowsConversation(place === "conversation");
            }
          }}
        />
      )}
      draft={
        hasDraft || isAwaited ? (
          <Suspense fallback={<SkeletonList label="The draft is being loaded" />}>
            <DraftView
              review={review}
              onAccepted={leave}
              onTalk={() => {
                setShowsConversation(true);
              }}
            />
          </Suspense>
        ) : null
      }
      filter={filter}
      onFilter={(wanted) => {
        const search = { task, proposal, within, view, ...wanted };
        void navigate({ search, state: true, replace: true, resetScroll: false });
      }}
      takesFocus={takesFocus}
      onVersion={review.hearVersion}
      showsConversation={showsConversation}
      onShowConversation={setShowsConversation}
      onBreakDown={(chosen) => {
        setDivided(chosen);
        // Where narrow, the details would cover what comes of it.
        go({ task: isWide ? task : undefined, within: chosen.id });
      }}
    />
  );
}

function nameOf(task: Task): string {
  return `${handleOf(task)} “${task.title}”`;
}
