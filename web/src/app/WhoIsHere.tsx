import { Initials } from "@/components/people/Initials";
import { TextField } from "@/components/ui/TextField";
import { nameOf, type Viewer, type Viewing } from "@/lib/live/presence";
import { useOwnName } from "@/lib/ownName";
import { handleOf } from "@/patch/handle";
import type { Plan } from "@/patch/plan";

interface WhoIsHereProps {
  viewers: readonly Viewer[];
  /** The plan that is open, for the names of its tasks. */
  plan: Plan | null;
}

/** Who else is looking at the project, at what, and what one is called oneself. */
export default function WhoIsHere({ viewers, plan }: WhoIsHereProps) {
  return (
    <>
      <ul className="space-y-2">
        {viewers.map((viewer) => (
          <li key={viewer.viewer} className="flex items-start gap-2">
            <Initials viewer={viewer} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="block font-medium">{nameOf(viewer)}</span>
              <span className="block text-sm text-muted">{whatOf(viewer.viewing, plan)}</span>
            </span>
          </li>
        ))}
      </ul>
      <OwnName />
    </>
  );
}

function OwnName() {
  const [name, choose] = useOwnName();
  return (
    <div className="mt-3 border-t pt-3">
      <TextField
        label="What others see you as"
        placeholder="Somebody"
        defaultValue={name ?? ""}
        maxLength={80}
        onChange={choose}
      />
    </div>
  );
}

function whatOf({ kind, id }: Viewing, plan: Plan | null): string {
  if (kind === "version") return `Looks at version ${id ?? ""} of the history`;
  if (kind === "proposal") return "Reviews a draft";
  if (kind === "project") return "Looks at the plan";
  const task = plan?.tasks.get(id ?? "");
  return task ? `Looks at ${handleOf(task)} “${task.title}”` : "Looks at a task";
}
