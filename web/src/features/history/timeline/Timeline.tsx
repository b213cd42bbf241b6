import { useDeferredValue } from "react";

import { Button } from "@/components/ui/Button";
import { Failure, Notice } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import type { Recording } from "@/features/history/recording/Recording";
import { TimelineItem } from "@/features/history/timeline/TimelineItem";
import { titleOf } from "@/features/history/titles";
import { useChangesets } from "@/features/history/useChangesets";
import { isChosen, type Choice, type HistoryView } from "@/features/history/view";

interface TimelineProps {
  projectId: string;
  recording: Recording;
  /** The version whose changeset is marked as the one that is shown. */
  version: number;
  choice: Choice;
  onChoice: (choice: Choice) => void;
  onView: (view: HistoryView) => void;
}

/** Who changed what, when and why, newest first. */
export function Timeline(props: TimelineProps) {
  const { projectId, recording, version, choice, onChoice, onView } = props;
  const wanted = useDeferredValue(choice);
  const found = useChangesets(projectId, wanted);
  return (
    <section aria-labelledby="timeline-heading" className="flex min-h-0 flex-1 flex-col">
      <h2 id="timeline-heading" className="sr-only">
        Timeline
      </h2>
      <div className="relative min-h-0 flex-1 lg:overflow-y-auto">
        {found.isPending ? (
          <div className="px-4">
            <SkeletonList label="The history is being loaded" />
          </div>
        ) : found.isError ? (
          <Failure
            title="The history could not be loaded"
            error={found.error}
            onRetry={() => void found.refetch()}
          />
        ) : found.data.length === 0 ? (
          <Notice
            icon="history"
            title={isChosen(wanted) ? "No change is like that" : "No changes yet"}
            action={
              isChosen(wanted) && (
                <Button
                  onPress={() => {
                    onChoice({});
                  }}
                >
                  Show all changes
                </Button>
              )
            }
          />
        ) : (
          <>
            <ol aria-label="Changes" className="divide-y">
              {found.data.map((changeset) => (
                <TimelineItem
                  key={changeset.id}
                  {...{ projectId, recording, changeset, onView }}
                  title={titleOf(changeset, found.data)}
                  isShown={changeset.first <= version && version <= changeset.last}
                  onProposal={(proposal) => {
                    onChoice({ proposal });
                  }}
                />
              ))}
            </ol>
            {found.hasNextPage && (
              <Button
                variant="quiet"
                className="m-3"
                isDisabled={found.isFetchingNextPage}
                onPress={() => void found.fetchNextPage()}
              >
                Show older changes
              </Button>
            )}
          </>
        )}
      </div>
    </section>
  );
}
