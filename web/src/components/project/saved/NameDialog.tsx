import { useState } from "react";

import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { TextField } from "@/components/ui/TextField";
import { messageOf } from "@/lib/problem";

interface NameDialogProps {
  title: string;
  /** What it is called now; empty: it has no name yet. */
  name: string;
  problem: Error | null;
  isPending: boolean;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks what a saved view is called. */
export default function NameDialog(props: NameDialogProps) {
  const { title, problem, isPending, onName, onClose } = props;
  const [name, setName] = useState(props.name);
  const isReady = name.trim() !== "" && !isPending;
  const send = () => {
    if (isReady) onName(name.trim());
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isDisabled={!isReady} onPress={send}>
            Save
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        onEnter={send}
        maxLength={200}
        autoFocus
        error={problem ? messageOf(problem) : undefined}
      />
      <p className="mt-2 text-sm text-muted">Everybody who sees the project is offered it.</p>
    </Dialog>
  );
}
