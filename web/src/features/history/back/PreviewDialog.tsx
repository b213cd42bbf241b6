import { useMemo, type ReactNode } from "react";

import { compare } from "@/components/diff/compare";
import { CountsLine } from "@/components/diff/Counts";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { SkeletonList } from "@/components/ui/Skeleton";
import { ChangeRows } from "@/features/history/ChangeRows";
import { rowsOf } from "@/features/history/listing";
import { messageOf } from "@/lib/problem";
import type { Plan } from "@/patch/plan";

interface PreviewDialogProps {
  title: string;
  /** The word on the button that does it. */
  action: string;
  /** What is there now, and what would be; undefined while it is being loaded. */
  before: Plan | undefined;
  after: Plan | undefined;
  /** Why it cannot be shown or done; null: nothing is wrong. */
  error: unknown;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Shows what going back would change, and does it when Enter is pressed. */
export function PreviewDialog(props: PreviewDialogProps) {
  const { title, action, before, after, error, isBusy, onConfirm, onClose, children } = props;
  const comparison = useMemo(() => before && after && compare(before, after), [before, after]);
  const rows = useMemo(() => comparison && rowsOf(comparison), [comparison]);
  const canConfirm = rows !== undefined && rows.length > 0;
  return (
    <Dialog
      title={title}
      isOpen
      size="lg"
      onClose={onClose}
      actions={
        <>
          {/* A new button once there is something to confirm: it then takes the focus. */}
          <Button
            key={String(canConfirm)}
            variant="primary"
            autoFocus={canConfirm}
            isDisabled={!canConfirm || isBusy}
            onPress={onConfirm}
          >
            {action}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </>
      }
    >
      <p className="text-muted">{children}</p>
      {error !== null && (
        <p role="alert" className="mt-3 rounded-md bg-removed-soft p-3">
          {messageOf(error)}
        </p>
      )}
      {comparison && rows ? (
        <>
          <p className="mt-4 mb-2">
            <CountsLine counts={comparison.counts} />
          </p>
          <ChangeRows label="What it changes" rows={rows} />
        </>
      ) : (
        error === null && <SkeletonList label="The difference is being loaded" lines={3} />
      )}
    </Dialog>
  );
}
