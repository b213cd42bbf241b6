import { PreviewDialog } from "@/features/history/back/PreviewDialog";
import { UndoRefusal } from "@/features/history/back/UndoRefusal";
import { useUndoChangeset } from "@/features/history/back/useUndoChangeset";
import type { Recording } from "@/features/history/recording/Recording";
import { usePlan } from "@/features/history/recording/usePlan";
import type { Changeset } from "@/features/history/useChangesets";
import { Problem } from "@/lib/problem";
import { toast } from "@/lib/toast";

interface UndoDialogProps {
  projectId: string;
  recording: Recording;
  changeset: Changeset;
  title: string;
  onClose: () => void;
  onUndone: (version: number) => void;
}

/** Shows what taking a changeset back would change, and does it, or tells what is in its way. */
export default function UndoDialog(props: UndoDialogProps) {
  const { projectId, recording, changeset, title, onClose, onUndone } = props;
  const after = usePlan(projectId, recording, changeset.last);
  const before = usePlan(projectId, recording, changeset.first - 1);
  const undo = useUndoChangeset(projectId, changeset.id);
  const send = () => {
    undo.mutate(undefined, {
      onSuccess: ({ version }) => {
        toast.success(`Undone: ${title}`);
        onClose();
        onUndone(version);
      },
    });
  };
  if (undo.error instanceof Problem && undo.error.code === "conflict") {
    return <UndoRefusal error={undo.error} title={title} onClose={onClose} />;
  }
  return (
    <PreviewDialog
      title={`Undo “${title}”?`}
      action="Undo"
      before={after.plan}
      after={before.plan}
      error={undo.error ?? after.error ?? before.error}
      isBusy={undo.isPending}
      onConfirm={send}
      onClose={onClose}
    >
      This sets back what it changed, as far as no later change touched the same. It is an entry of
      its own in the history.
    </PreviewDialog>
  );
}
