import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";

import { compare } from "@/components/diff/compare";
import { CountsLine } from "@/components/diff/Counts";
import { Button } from "@/components/ui/Button";
import { HistoryTree } from "@/features/history/HistoryTree";
import { RestoreDialog } from "@/features/history/RestoreDialog";
import { VersionSlider, placeText } from "@/features/history/VersionSlider";
import {
  markOf,
  stepFrom,
  versionBefore,
  type HistoryView,
  type Mark,
} from "@/features/history/view";
import { projectAt, useProjectAt } from "@/lib/useProjectAt";

interface VersionViewProps {
  projectId: string;
  version: number;
  newest: number;
  marks: readonly Mark[];
  onView: (view: HistoryView) => void;
}

/** The plan as it was at a version, with what its changeset changed marked in it. */
export function VersionView({ projectId, version, newest, marks, onView }: VersionViewProps) {
  const [showsChanges, setShowsChanges] = useState(true);
  const [isRestoring, setIsRestoring] = useState(false);
  const before = useProjectAt(projectId, showsChanges ? versionBefore(marks, version) : version);
  const found = useProjectAt(projectId, version);
  const comparison = useMemo(
    () => found.data && before.data && compare(before.data, found.data),
    [found.data, before.data],
  );
  usePrefetch(projectId, version, marks);
  const mark = markOf(marks, version);
  const isInside = mark !== undefined && version !== mark.last;
  return (
    <>
      <div className="sticky top-12 z-10 -mx-3 border-b bg-canvas px-3 pt-2 pb-2 sm:-mx-6 sm:px-6">
        <VersionSlider
          label="Version"
          version={version}
          newest={newest}
          marks={marks}
          onVersion={(wanted) => {
            onView({ version: wanted });
          }}
        />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1">
          <p className="flex-1 basis-56 text-sm text-muted tabular-nums">
            {placeText(marks, version, newest)}
          </p>
          {comparison && showsChanges && <CountsLine counts={comparison.counts} />}
          <label className="flex cursor-pointer items-center gap-1.5 text-sm">
            <input
              type="checkbox"
              checked={showsChanges}
              onChange={(event) => {
                setShowsChanges(event.target.checked);
              }}
              className="size-4 accent-accent-fill"
            />
            Mark what changed
          </label>
          {version !== newest && version > 0 && (
            <Button
              size="sm"
              icon="history"
              isDisabled={isInside}
              onPress={() => {
                setIsRestoring(true);
              }}
            >
              Restore
            </Button>
          )}
        </div>
        {isInside && (
          <p className="flex flex-wrap items-center gap-x-2 pt-1 text-sm">
            <span>This is in the middle of a changeset, which was accepted as a whole.</span>
            {[mark.first - 1, mark.last].map((end) => (
              <Button
                key={end}
                size="sm"
                variant="quiet"
                onPress={() => {
                  onView({ version: end });
                }}
              >
                {end < version ? "Before it" : "After it"}
              </Button>
            ))}
          </p>
        )}
      </div>
      <HistoryTree
        label={`Tasks at version ${version}`}
        comparison={comparison}
        error={found.error ?? before.error}
        isStale={found.isPlaceholderData || before.isPlaceholderData}
        onRetry={() => {
          void found.refetch();
          void before.refetch();
        }}
      />
      {isRestoring && (
        <RestoreDialog
          projectId={projectId}
          version={version}
          newest={newest}
          onClose={() => {
            setIsRestoring(false);
          }}
          onRestored={(made) => {
            onView({ version: made });
          }}
        />
      )}
    </>
  );
}

/** Fetches what the next steps would show. */
function usePrefetch(projectId: string, version: number, marks: readonly Mark[]) {
  const queryClient = useQueryClient();
  useEffect(() => {
    // While the slider is dragged, what it passes is enough to ask for.
    const later = setTimeout(() => {
      const wanted = [stepFrom(marks, version, -1), stepFrom(marks, version, 1)];
      for (const near of new Set(wanted)) {
        queryClient.query(projectAt(projectId, near)).catch(() => undefined);
      }
    }, 250);
    return () => {
      clearTimeout(later);
    };
  }, [queryClient, projectId, version, marks]);
}
