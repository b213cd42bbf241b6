import { Link, useNavigate, type LinkOptions } from "@tanstack/react-router";
import { Suspense, useState } from "react";

import { useOpenDrafts } from "@/components/drafts/useOpenDrafts";
import { useActions } from "@/components/palette/offers";
import { personName } from "@/components/task/words";
import { Button, IconButton } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";
import type { components } from "@/generated/api";
import { ago, exactly } from "@/lib/time";

// Loaded when it is first needed.
const DiscardDialog = lazily(() => import("@/components/drafts/DiscardDialog"));

type Draft = components["schemas"]["DraftItem"];

/** So many are seen at first: what else there is on the page is to be seen, too. */
const FEW = 3;

/** The drafts that wait for a decision, of one project or of all; nothing where there are none. */
export default function OpenDrafts({ projectId }: { projectId?: string }) {
  const drafts = useOpenDrafts(projectId);
  const navigate = useNavigate();
  const [showsAll, setShowsAll] = useState(false);
  const [discarded, setDiscarded] = useState<Draft | null>(null);
  const items = drafts.data ?? [];
  const shown = showsAll ? items : items.slice(0, FEW);
  useActions("Open drafts", () =>
    items.map((draft) => ({
      id: draft.id,
      label: nameOf(draft),
      icon: "chat" as const,
      onAction: () => void navigate(placeOf(draft)),
    })),
  );
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="open-drafts" className="animate-appear">
      <h2 id="open-drafts" className="text-sm font-semibold text-muted">
        Open drafts
      </h2>
      <ul className="-mx-3 mt-1">
        {shown.map((draft) => (
          <li key={draft.id} className="flex items-start gap-1">
            <Link
              {...placeOf(draft)}
              className="block min-w-0 flex-1 rounded-lg px-3 py-2 transition-colors hover:bg-sunken"
            >
              <span dir="auto" className="line-clamp-2 font-medium [overflow-wrap:anywhere]">
                {nameOf(draft)}
              </span>
              <span className="mt-0.5 block truncate text-sm text-muted">
                {!projectId && `${draft.project_title ?? draft.draft_title ?? "A new project"} · `}
                {personName(draft.updated_by)},{" "}
                <time dateTime={draft.updated_at} title={exactly(draft.updated_at)}>
                  {ago(draft.updated_at, new Date())}
                </time>
              </span>
            </Link>
            <IconButton
              icon="trash"
              label={`Discard “${nameOf(draft)}”`}
              className="mt-1.5"
              onPress={() => {
                setDiscarded(draft);
              }}
            />
          </li>
        ))}
      </ul>
      {discarded && (
        <Suspense>
          <DiscardDialog
            proposalId={discarded.id}
            name={nameOf(discarded)}
            onClose={() => {
              setDiscarded(null);
            }}
          />
        </Suspense>
      )}
      {shown.length < items.length && (
        <Button
          size="sm"
          variant="quiet"
          onPress={() => {
            setShowsAll(true);
          }}
        >
          {drafts.hasNextPage ? "Show more" : `Show all ${items.length}`}
        </Button>
      )}
      {shown.length === items.length && drafts.hasNextPage && (
        <Button
          size="sm"
          variant="quiet"
          isDisabled={drafts.isFetchingNextPage}
          onPress={() => void drafts.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </section>
  );
}

/** What was asked for, and of which task: “Break it down” alone says nothing. */
function nameOf({ instruction, number, title }: Draft): string {
  return number === null ? instruction : `${instruction} · T${number} ${title ?? ""}`;
}

/** Where it is decided about: in its project, or on a page of its own while there is none. */
function placeOf({ id, project_id, project_title }: Draft): LinkOptions {
  return project_title === null
    ? { to: "/proposals/$proposalId", params: { proposalId: id } }
    : { to: "/projects/$projectId", params: { projectId: project_id }, search: { proposal: id } };
}
