import { RowChanges } from "@/components/tree/RowChanges";
import { Checkbox } from "@/components/ui/Checkbox";
import { classes } from "@/lib/classes";
import type { Review } from "@/features/review/useReview";

/** What a draft says about the project itself, above its tasks: it has no row in the tree. */
export function ProjectChange({ review }: { review: Review }) {
  const { comparison, selection } = review;
  const { project } = comparison.plan;
  if (!project) return null;
  if (comparison.fate === "added") {
    return (
      <header className="pb-4">
        <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">{project.title}</h1>
        {project.summary && <p className="mt-1 max-w-prose text-muted">{project.summary}</p>}
      </header>
    );
  }
  if (comparison.fate === null) return null;
  const isRemoved = comparison.fate === "removed";
  const checked = selection.checks.stateOf(project.id);
  return (
    <section
      aria-label="Changes of the project itself"
      className={classes(
        "mb-2 flex gap-2 rounded-md px-3 py-2",
        isRemoved ? "bg-removed-soft" : "bg-changed-soft",
      )}
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
        {isRemoved ? (
          <p className="font-semibold text-removed">
            Removes the project with all its {comparison.counts.removed} tasks
          </p>
        ) : (
          <RowChanges changes={comparison.project} />
        )}
      </div>
    </section>
  );
}
