import { useMemo, useState } from "react";

import { compare } from "@/components/diff/compare";
import { CountsLine } from "@/components/diff/Counts";
import { Button, IconButton } from "@/components/ui/Button";
import { ChangeRows } from "@/features/history/ChangeRows";
import { HistoryTree } from "@/features/history/HistoryTree";
import { rowsOf } from "@/features/history/listing";
import { placeText, VersionSlider } from "@/features/history/VersionSlider";
import type { HistoryView, Mark } from "@/features/history/view";
import { useProjectAt } from "@/lib/useProjectAt";

interface CompareViewProps {
  projectId: string;
  from: number;
  to: number;
  newest: number;
  marks: readonly Mark[];
  onView: (view: HistoryView) => void;
}

/** What lies between two versions, in the tree or as a list. Either may be the later one. */
export function CompareView({ projectId, from, to, newest, marks, onView }: CompareViewProps) {
  const [asList, setAsList] = useState(false);
  const before = useProjectAt(projectId, from);
  const after = useProjectAt(projectId, to);
  const comparison = useMemo(
    () => before.data && after.data && compare(before.data, after.data),
    [before.data, after.data],
  );
  const places = [
    { label: "From version", version: from, view: (version: number) => ({ from: version, to }) },
    { label: "To version", version: to, view: (version: number) => ({ from, to: version }) },
  ];
  return (
    <>
      <div className="sticky top-12 z-10 -mx-3 border-b bg-canvas px-3 py-2 sm:-mx-6 sm:px-6">
        {places.map(({ label, version, view }) => (
          <div key={label} className="grid sm:grid-cols-[14rem_1fr] sm:items-center sm:gap-3">
            <p className="text-sm tabular-nums">
              <span className="font-medium">{label.split(" ")[0]}</span>{" "}
              <span className="text-muted">{placeText(marks, version, newest)}</span>
            </p>
            <VersionSlider
              label={label}
              version={version}
              newest={newest}
              marks={marks}
              onVersion={(wanted) => {
                onView(view(wanted));
              }}
            />
          </div>
        ))}
        <div className="flex flex-wrap items-center gap-2 pt-1">
          <span className="flex-1">{comparison && <CountsLine counts={comparison.counts} />}</span>
          <IconButton
            icon="redo"
            label="Swap the two versions"
            onPress={() => {
              onView({ from: to, to: from });
            }}
          />
          <Button
            size="sm"
            aria-pressed={asList}
            onPress={() => {
              setAsList(!asList);
            }}
          >
            {asList ? "Show in the tree" : "Show as a list"}
          </Button>
          <Button
            size="sm"
            variant="quiet"
            onPress={() => {
              onView({ version: to });
            }}
          >
            End comparing
          </Button>
        </div>
      </div>
      {asList && comparison ? (
        <div className="pt-4">
          <ChangeRows label="What lies between the two versions" rows={rowsOf(comparison)} />
        </div>
      ) : (
        <HistoryTree
          label={`Tasks between version ${from} and version ${to}`}
          comparison={comparison}
          error={before.error ?? after.error}
          isStale={before.isPlaceholderData || after.isPlaceholderData}
          onRetry={() => {
            void before.refetch();
            void after.refetch();
          }}
        />
      )}
    </>
  );
}
