import { Button } from "@/components/ui/Button";
import type { Proposal } from "@/features/review/conversation/answers";
import { useRebase } from "@/features/review/useRebase";
import { messageOf } from "@/lib/problem";

/** Says that the plan changed since the draft was begun, where that does not stand in its way. */
export function MovedOn({ proposal }: { proposal: Proposal }) {
  const rebase = useRebase(proposal.id);
  if (proposal.current_version <= proposal.base_version) return null;
  const count = proposal.current_version - proposal.base_version;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-sunken px-3 py-2 text-sm">
      <span className="flex-1 basis-64">
        {count === 1 ? "1 change was" : `${count} changes were`} made to the plan since this draft
        began. They do not collide.
      </span>
      <Button
        size="sm"
        icon="redo"
        isDisabled={rebase.isPending}
        onPress={() => {
          rebase.mutate([]);
        }}
      >
        Show the draft on top of them
      </Button>
      {rebase.isError && <span role="alert">{messageOf(rebase.error)}</span>}
    </div>
  );
}
