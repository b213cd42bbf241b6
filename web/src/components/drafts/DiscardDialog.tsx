import { useMutation, useQueryClient } from "@tanstack/react-query";

import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { answerOf, api } from "@/lib/api";
import { messageOf } from "@/lib/problem";

interface DiscardDialogProps {
  proposalId: string;
  name: string;
  onClose: () => void;
}

/** Asks before a draft is turned down unseen; what was said in it stays in the ledger. */
export default function DiscardDialog({ proposalId, name, onClose }: DiscardDialogProps) {
  const queryClient = useQueryClient();
  const discard = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST("/api/v1/proposals/{proposal_id}/reject", {
          params: { path: { proposal_id: proposalId }, query: { tree: false } },
          body: { reason: null },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["drafts"] });
      onClose();
    },
  });
  return (
    <Dialog
      title="Discard the draft?"
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            variant="danger"
            isDisabled={discard.isPending}
            onPress={() => {
              discard.mutate();
            }}
          >
            Discard
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </>
      }
    >
      <p dir="auto" className="[overflow-wrap:anywhere]">
        {name}
      </p>
      {discard.isError && (
        <p role="alert" className="mt-2 text-removed">
          {messageOf(discard.error)}
        </p>
      )}
    </Dialog>
  );
}
