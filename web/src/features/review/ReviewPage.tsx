import { Link } from "@tanstack/react-router";

import { buttonClasses, IconButton } from "@/components/ui/Button";
import { Failure, Notice } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import { ConversationPanel } from "@/features/review/ConversationPanel";
import { sayingOf } from "@/features/review/conversation/kinds";
import type { Sought } from "@/features/review/conversation/sought";
import DraftView from "@/features/review/draft/DraftView";
import { useReview, type Review } from "@/features/review/useReview";
import { classes } from "@/lib/classes";
import { useLivePatches } from "@/lib/live/useLivePatches";
import { usePresence } from "@/lib/live/usePresence";
import { Problem } from "@/lib/problem";
import { useTalking } from "@/lib/useTalking";

export interface ReviewPageProps {
  /** null: it is yet to be opened, with the goal as its first instruction. */
  proposalId: string | null;
  goal: string | null;
  /** The document that it is to be made from. */
  documentId: string | null;
  /** What one wants to know the reason of: the message that brought it is shown. */
  sought?: Sought | null;
  onOpened: (proposalId: string) => void;
  onAccepted: (projectId: string) => void;
}

const NEW_PROJECT = {};

/** A plan for a new project while it is being made, before it counts. */
export function ReviewPage(props: ReviewPageProps) {
  const { proposalId, goal, documentId, sought, onOpened, onAccepted } = props;
  const review = useReview({
    proposalId,
    about: NEW_PROJECT,
    first: proposalId === null ? sayingOf(goal ?? "", documentId) : null,
    onOpened,
  });
  const [isTalking, setIsTalking] = useTalking(Boolean(sought));
  // A draft for a project that is yet to be stands on nothing that could move.
  const { proposal } = review;
  const isAbout = proposal?.status === "open" && proposal.base_version > 0;
  useLivePatches(
    isAbout ? proposal.project_id : null,
    () => proposal?.current_version ?? 0,
    review.hearVersion,
  );
  usePresence(isAbout ? proposal.project_id : null, "proposal", proposal?.id ?? null);
  if (review.error) return <NotLoaded review={review} />;
  const title = review.draft.project?.title ?? "New plan";
  return (
    <div className="print:block mx-auto grid w-full max-w-[100rem] flex-1 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <title>{`${title} · Patch Ledger`}</title>
      {!review.hasDraft && <h1 className="sr-only">{title}</h1>}
      <div
        className={classes(
          "mx-auto flex w-full max-w-5xl min-w-0 flex-col px-3 pt-5 sm:px-6 print:block! print:max-w-none print:p-0",
          !review.hasDraft && "max-lg:hidden",
        )}
      >
        {/* A project that is yet to be is a change of the draft, and told with the others. */}
        {review.hasDraft && review.comparison.fate !== "added" && (
          <h1 className="pb-4 text-xl font-semibold [overflow-wrap:anywhere]">{title}</h1>
        )}
        <Draft
          review={review}
          onAccepted={onAccepted}
          onTalk={() => {
            setIsTalking(true);
          }}
        />
      </div>
      <aside
        aria-label="Conversation"
        className={classes(
          "fixed inset-x-0 top-12 bottom-0 z-20 flex-col bg-surface lg:sticky lg:flex lg:h-[calc(100dvh-3rem)] lg:border-l",
          isTalking || !review.hasDraft ? "flex" : "hidden",
          !review.hasDraft && "max-lg:static",
        )}
      >
        {review.hasDraft && (
          <div className="flex items-center justify-between border-b px-4 py-2 lg:hidden">
            <h2 className="font-semibold">Conversation</h2>
            <IconButton
              icon="close"
              label="Close the conversation"
              onPress={() => {
                setIsTalking(false);
              }}
            />
          </div>
        )}
        <ConversationPanel
          review={review}
          isEmpty
          scope={null}
          sought={sought}
          onLook={(place) => {
            // Who came for a message does not want to be led to the tree.
            if (!sought || review.isRunning) setIsTalking(place === "conversation");
          }}
        />
      </aside>
    </div>
  );
}

function NotLoaded({ review }: { review: Review }) {
  const { error, reload } = review;
  if (error instanceof Problem && error.status === 404) {
    return (
      <div className="w-full flex-1">
        <title>Not found · Patch Ledger</title>
        <Notice
          isPage
          icon="search"
          title="There is no such draft"
          action={
            <Link to="/" className={buttonClasses()}>
              To the projects
            </Link>
          }
        />
      </div>
    );
  }
  return (
    <div className="w-full flex-1">
      <title>Error · Patch Ledger</title>
      <Failure isPage title="The draft could not be loaded" error={error} onRetry={reload} />
    </div>
  );
}

interface DraftProps {
  review: Review;
  onAccepted: (projectId: string) => void;
  onTalk: () => void;
}

function Draft({ review, onAccepted, onTalk }: DraftProps) {
  const { proposal } = review;
  if (!review.hasDraft) {
    const comes = review.isRunning || review.isLoading;
    return (
      <div className="max-lg:hidden">
        {comes ? (
          <SkeletonList
            label="The plan is being made"
            lines={7}
            // While it is being made, the conversation tells what it waits for.
            patience={review.isRunning ? null : undefined}
          />
        ) : (
          <Notice icon="panel" title="Your plan will stand here">
            It comes with the next answer in the conversation.
          </Notice>
        )}
      </div>
    );
  }
  return (
    <>
      {proposal?.status === "accepted" && (
        <p className="mb-4 flex flex-wrap items-center gap-3 rounded-md bg-added-soft px-3 py-2">
          <span className="flex-1">
            {proposal.left_out.length > 0
              ? "A part of this draft was accepted."
              : "This draft was accepted."}
          </span>
          <Link
            to="/projects/$projectId"
            params={{ projectId: proposal.project_id }}
            className={buttonClasses("secondary", "sm")}
          >
            Open the project
          </Link>
        </p>
      )}
      {proposal?.status === "rejected" && (
        <p className="mb-4 flex flex-wrap items-center gap-3 rounded-md bg-removed-soft px-3 py-2">
          <span className="flex-1 [overflow-wrap:anywhere]">
            This draft was rejected{proposal.reason ? `: ${proposal.reason}` : "."}
          </span>
          {proposal.base_version > 0 ? (
            <Link
              to="/projects/$projectId"
              params={{ projectId: proposal.project_id }}
              className={buttonClasses("secondary", "sm")}
            >
              Open the project
            </Link>
          ) : (
            <Link to="/" className={buttonClasses("secondary", "sm")}>
              To the projects
            </Link>
          )}
        </p>
      )}
      <DraftView review={review} onAccepted={onAccepted} onTalk={onTalk} />
    </>
  );
}
