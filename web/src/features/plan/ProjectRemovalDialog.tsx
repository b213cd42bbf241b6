import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import type { Plan } from "@/patch/plan";

interface ProjectRemovalDialogProps {
  plan: Plan;
  onConfirm: () => void;
  onClose: () => void;
}

/** Says what deleting a project takes along, before it does. */
export default function ProjectRemovalDialog(props: ProjectRemovalDialogProps) {
  const { plan, onConfirm, onClose } = props;
  const count = plan.tasks.size;
  return (
    <Dialog
      role="alertdialog"
      title={`Delete the project “${plan.project?.title ?? ""}”?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" autoFocus onPress={onConfirm}>
            Delete the project
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </>
      }
    >
      <p>{`Its ${count === 1 ? "task goes" : `${count} tasks go`} with it.`}</p>
      <p className="mt-3 text-muted">Its history stays, and it can be brought back.</p>
    </Dialog>
  );
}
