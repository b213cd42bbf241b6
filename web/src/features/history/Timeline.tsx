import { useDeferredValue, useState } from "react";

import { Button } from "@/components/ui/Button";
import { Failure, Notice } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import { TextField } from "@/components/ui/TextField";
import { TimelineItem } from "@/features/history/TimelineItem";
import { titleOf } from "@/features/history/titles";
import { useChangesets } from "@/features/history/useChangesets";
import type { HistoryView } from "@/features/history/view";

interface TimelineProps {
  projectId: string;
  /** The version whose changeset is marked as the one that is shown. */
  version: number;
  onView: (view: HistoryView) => void;
}

/** Who changed what, when and why, newest first. */
export function Timeline({ projectId, version, onView }: TimelineProps) {
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim());
  const found = useChangesets(projectId, wanted);
  return (
    <section aria-labelledby="timeline-heading" className="flex min-h-0 flex-1 flex-col">
      <h2 id="timeline-heading" className="sr-only">
        Timeline
      </h2>
      <TextField
        label="Filter the changes"
        type="search"
        placeholder="Words in a message or a title"
        value={text}
        onChange={setText}
        className="border-b px-4 py-3"
      />
      <div className="min-h-0 flex-1 lg:overflow-y-auto">
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
            title={wanted ? "Nothing has these words in it" : "No changes yet"}
          />
        ) : (
          <>
            <ol aria-label="Changes" className="divide-y">
              {found.data.map((changeset) => (
                <TimelineItem
                  key={changeset.id}
                  projectId={projectId}
                  changeset={changeset}
                  title={titleOf(changeset, found.data)}
                  isShown={changeset.first <= version && version <= changeset.last}
                  onView={onView}
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
