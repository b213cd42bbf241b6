import { Button } from "@/components/ui/Button";
import type { Change } from "@/features/review/draft/selection";
import { messageOf, Problem, type Fault } from "@/lib/problem";

interface TroubleProps {
  error: unknown;
  diff: readonly Change[];
  nameOf: (id: string) => string;
  onInclude: (indexes: readonly number[]) => void;
  onRetry: () => void;
}

/** Why a draft was not accepted, and what can be done about it. */
export default function Trouble({ error, diff, nameOf, onInclude, onRetry }: TroubleProps) {
  // What stands in the way is then listed above the tree.
  if (error instanceof Problem && error.status === 409) return null;
  const missing = missingIn(error);
  if (missing.length > 0) {
    const names = diff
      .filter(({ index }) => missing.includes(index))
      .map(({ patch }) => nameOf(patch.target_id));
    return (
      <div role="alert" className="mb-2 rounded-md bg-changed-soft p-3">
        <p className="font-medium">The selection does not stand on its own</p>
        <p className="text-sm">It also needs {names.join(", ")}.</p>
        <Button
          size="sm"
          icon="plus"
          className="mt-2"
          onPress={() => {
            onInclude(missing);
          }}
        >
          Include {missing.length === 1 ? "it" : "them"}
        </Button>
      </div>
    );
  }
  return (
    <div
      role="alert"
      className="mb-2 flex flex-wrap items-center gap-2 rounded-md bg-removed-soft p-3"
    >
      <p className="flex-1 basis-48">{messageOf(error)}</p>
      {error instanceof Problem && error.passing && (
        <Button size="sm" onPress={onRetry}>
          Retry
        </Button>
      )}
    </div>
  );
}

/** The places in the difference that a selection lacks; none when that is not the trouble. */
function missingIn(error: unknown): number[] {
  if (!(error instanceof Problem) || error.code !== "incomplete_selection") return [];
  const { errors } = error.document;
  return Array.isArray(errors) ? (errors as Fault[]).flatMap(({ index }) => index ?? []) : [];
}
