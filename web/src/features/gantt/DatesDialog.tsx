import { useState } from "react";

import { Button } from "@/components/ui/Button";
import { DateField } from "@/components/ui/DateField";
import { Dialog } from "@/components/ui/Dialog";
import { handleOf } from "@/patch/handle";
import type { Task, TaskFields } from "@/patch/model";

interface DatesDialogProps {
  task: Task;
  onSet: (fields: TaskFields) => void;
  onClose: () => void;
}

/** The dates of one task, set together. */
export default function DatesDialog({ task, onSet, onClose }: DatesDialogProps) {
  const [start, setStart] = useState(task.start_date);
  const [due, setDue] = useState(task.due_date);
  const isReversed = start !== null && due !== null && due < start;
  const save = () => {
    const changed: TaskFields = {
      ...(start !== task.start_date && { start_date: start }),
      ...(due !== task.due_date && { due_date: due }),
    };
    if (Object.keys(changed).length > 0) onSet(changed);
    onClose();
  };
  return (
    <Dialog
      title={`Dates of ${handleOf(task)} “${task.title}”`}
      isOpen
      onClose={onClose}
      actions={
        <Button variant="primary" isDisabled={isReversed} onPress={save}>
          Set the dates
        </Button>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField label="Start" value={start} onChange={setStart} />
        <DateField label="Due" value={due} onChange={setDue} />
      </div>
      <p role="alert" className="mt-2 min-h-5 text-sm text-removed">
        {isReversed && "It would be due before it starts."}
      </p>
    </Dialog>
  );
}
