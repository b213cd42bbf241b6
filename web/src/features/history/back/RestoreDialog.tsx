import { PreviewDialog } from "@/features/history/back/PreviewDialog";
import { useRestore } from "@/features/history/back/useRestore";
import type { Recording } from "@/features/history/recording/Recording";
import { usePlan } from "@/features/history/recording/usePlan";
import { toast } from "@/lib/toast";

interface RestoreDialogProps {
  projectId: string;
  recording: Recording;
  version: number;
  newest: number;
  onClose: () => void;
  onRestored: (version: number) => void;
}

/** Shows what bringing a version back would change, and does it. */
export default function RestoreDialog(props: RestoreDialogProps) {
  const { projectId, recording, version, newest, onClose, onRestored } = props;
  const now = usePlan(projectId, recording, newest);
  const then = usePlan(projectId, recording, version);
  const restore = useRestore(projectId, version);
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
    <PreviewDialog
      title={`Restore version ${version}?`}
      action="Restore"
      before={now.plan}
      after={then.plan}
      error={restore.error ?? now.error ?? then.error}
      isBusy={restore.isPending}
      onConfirm={send}
      onClose={onClose}
    >
      This adds the changes that lead back to it. Nothing is rewritten, and it can be undone.
    </PreviewDialog>
  );
}
