import { useState } from "react";

import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { TextField } from "@/components/ui/TextField";
import { useReject } from "@/features/review/useReject";
import { messageOf } from "@/lib/problem";

interface RejectDialogProps {
  proposalId: string;
  onClose: () => void;
}

/** Asks whether and why a draft is turned down. */
export default function RejectDialog({ proposalId, onClose }: RejectDialogProps) {
  const [reason, setReason] = useState("");
  const reject = useReject(proposalId);
  const send = () => {
    reject.mutate(reason, { onSuccess: onClose });
  };
  return (
    <Dialog
      title="Reject the draft?"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" isDisabled={reject.isPending} onPress={send}>
            Reject
          </Button>
          <Button onPress={onClose}>Keep it</Button>
        </>
      }
    >
      <p className="text-muted">
        The plan stays as it is. The conversation is closed and can still be read.
      </p>
      <TextField
        label="Why (optional)"
        className="mt-4"
        value={reason}
        onChange={setReason}
        maxLength={10_000}
        onEnter={send}
      />
      {reject.isError && (
        <p role="alert" className="mt-3 text-removed">
          {messageOf(reject.error)}
        </p>
      )}
    </Dialog>
  );
}
