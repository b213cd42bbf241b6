import { RowChanges } from "@/components/tree/RowChanges";
import { Checkbox } from "@/components/ui/Checkbox";
import type { Review } from "@/features/review/useReview";

/** What a draft says about the project itself, above its tasks: it has no row in the tree. */
export function ProjectChange({ review }: { review: Review }) {
  const { base, comparison, selection } = review;
  const { project } = comparison.plan;
  if (!project) return null;
  if (!base.project) {
    return (
      <header className="pb-4">
        <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">{project.title}</h1>
        {project.summary && <p className="mt-1 max-w-prose text-muted">{project.summary}</p>}
      </header>
    );
  }
  if (comparison.project.length === 0) return null;
  const checked = selection.checks.stateOf(project.id);
  return (
    <section
      aria-label="Changes of the project itself"
      className="mb-2 flex gap-2 rounded-md bg-changed-soft px-3 py-2"
    >
      {checked !== undefined && (
        <span className="grid h-6 place-items-center">
          <Checkbox
            label="Include the changes of the project itself"
            checked={checked}
            onChange={() => {
              selection.toggle(project.id);
            }}
          />
        </span>
      )}
      <div className="min-w-0">
        <p className="font-medium">The project itself</p>
        <RowChanges changes={comparison.project} />
      </div>
    </section>
  );
}
