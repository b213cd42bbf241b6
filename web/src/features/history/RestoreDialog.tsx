import { useMemo } from "react";
import { toast } from "sonner";

import { compare } from "@/components/diff/compare";
import { CountsLine } from "@/components/diff/Counts";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { SkeletonList } from "@/components/ui/Skeleton";
import { ChangeRows } from "@/features/history/ChangeRows";
import { rowsOf } from "@/features/history/listing";
import { useRestore } from "@/features/history/useRestore";
import { messageOf } from "@/lib/problem";
import { useProjectAt } from "@/lib/useProjectAt";

interface RestoreDialogProps {
  projectId: string;
  version: number;
  newest: number;
  onClose: () => void;
  onRestored: (version: number) => void;
}

/** Shows what bringing a version back would change, and does it. */
export function RestoreDialog(props: RestoreDialogProps) {
  const { projectId, version, newest, onClose, onRestored } = props;
  const now = useProjectAt(projectId, newest);
  const then = useProjectAt(projectId, version);
  const restore = useRestore(projectId, version);
  const comparison = useMemo(
    () => now.data && then.data && compare(now.data, then.data),
    [now.data, then.data],
  );
  const send = () => {
    restore.mutate(undefined, {
      onSuccess: (made) => {
        toast.success(`Version ${version} is back`, {
          description: "What was there before is in the history.",
        });
        onClose();
        onRestored(made.version);
      },
    });
  };
  return (
    <Dialog
      title={`Restore version ${version}?`}
      isOpen
      size="lg"
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isDisabled={!comparison || restore.isPending} onPress={send}>
            Restore
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </>
      }
    >
      <p className="text-muted">
        This adds the changes that lead back to it. Nothing is rewritten, and it can be undone.
      </p>
      {restore.isError && (
        <p role="alert" className="mt-3 rounded-md bg-removed-soft p-3">
          {messageOf(restore.error)}
        </p>
      )}
      {comparison ? (
        <>
          <p className="mt-4 mb-2">
            <CountsLine counts={comparison.counts} />
          </p>
          <ChangeRows label="What restoring changes" rows={rowsOf(comparison)} />
        </>
      ) : (
        <SkeletonList label="The difference is being loaded" lines={3} />
      )}
    </Dialog>
  );
}
