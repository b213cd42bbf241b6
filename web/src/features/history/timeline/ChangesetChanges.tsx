import { Failure } from "@/components/ui/Notice";
import { SkeletonList } from "@/components/ui/Skeleton";
import { ChangeRows } from "@/features/history/ChangeRows";
import { rowOf } from "@/features/history/listing";
import { useChangeset } from "@/features/history/useChangeset";

interface ChangesetChangesProps {
  projectId: string;
  changesetId: string;
}

/** Every field that a changeset changed. */
export function ChangesetChanges({ projectId, changesetId }: ChangesetChangesProps) {
  const found = useChangeset(projectId, changesetId);
  if (found.isPending) return <SkeletonList label="The changes are being loaded" lines={2} />;
  if (found.isError) {
    return (
      <Failure
        title="The changes could not be loaded"
        error={found.error}
        onRetry={() => void found.refetch()}
      />
    );
  }
  return (
    <div className="mt-2 ml-8 border-l-2 pl-3">
      <ChangeRows label="What changed" rows={found.data.patches.map(rowOf)} />
    </div>
  );
}
