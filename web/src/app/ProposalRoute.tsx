import { useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { ReviewPage, type ReviewPageProps } from "@/features/review/ReviewPage";

/** A plan for a new project, from the words on the start page on. */
export function NewProposalRoute() {
  const { goal, document } = useSearch({ from: "/proposals/new" });
  return <Review proposalId={null} goal={goal ?? null} documentId={document ?? null} />;
}

/** A proposal that was opened before. */
export function ProposalRoute() {
  const { proposalId } = useParams({ from: "/proposals/$proposalId" });
  const { message, task, field } = useSearch({ from: "/proposals/$proposalId" });
  const asked = task === undefined ? null : { taskId: task, field };
  const sought = message === undefined ? asked : { message };
  return <Review proposalId={proposalId} goal={null} documentId={null} sought={sought} />;
}

function Review(props: Omit<ReviewPageProps, "onOpened" | "onAccepted">) {
  const navigate = useNavigate();
  return (
    <ReviewPage
      {...props}
      onOpened={(proposalId) => {
        void navigate({ to: "/proposals/$proposalId", params: { proposalId }, replace: true });
      }}
      onAccepted={(projectId) => {
        // What had the focus goes with this page: the plan takes it.
        const state = { takesFocus: true };
        void navigate({ to: "/projects/$projectId", params: { projectId }, state });
      }}
    />
  );
}
