import { useState } from "react";

import { OneConflict, type Side } from "@/components/diff/OneConflict";
import type { Edit } from "@/components/task/edits/edit";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import type { Clash } from "@/features/plan/waiting/clashes";
import { canBeOurs, conflictsOf, decided } from "@/features/plan/waiting/conflicts";
import { handleOf } from "@/patch/handle";
import type { Plan } from "@/patch/plan";

interface ConflictDialogProps {
  clash: Clash;
  plan: Plan;
  /** What is left of our edit once all is decided; null: nothing. */
  onDecide: (edit: Edit | null) => void;
  /** It is decided another time. */
  onClose: () => void;
}

/** Lets a person choose between what they did and what somebody else did meanwhile. */
export default function ConflictDialog({ clash, plan, onDecide, onClose }: ConflictDialogProps) {
  const conflicts = conflictsOf(clash);
  const [sides, setSides] = useState<readonly Side[]>(() =>
    conflicts.map((conflict) => (canBeOurs(conflict) ? "ours" : "theirs")),
  );
  const canChoose = conflicts.some(canBeOurs);
  const nameOf = (id: string) => {
    const task = plan.tasks.get(id);
    return task ? `${handleOf(task)} “${task.title}”` : "the project";
  };
  const drop = () => {
    onDecide(null);
  };
  return (
    <Dialog
      role="alertdialog"
      size="lg"
      title="Somebody else changed the same"
      isOpen
      onClose={onClose}
      actions={
        <>
          {canChoose && (
            <Button
              variant="primary"
              onPress={() => {
                onDecide(decided(clash, sides));
              }}
            >
              {doing(sides)}
            </Button>
          )}
          <Button onPress={drop}>Drop my change</Button>
          <Button variant="quiet" onPress={onClose}>
            Decide later
          </Button>
        </>
      }
    >
      <p className="text-muted [overflow-wrap:anywhere]">
        Your change is taken back until you choose: {clash.edit.message}.
      </p>
      {conflicts.length === 0 && <p className="mt-3">{clash.problem.message}</p>}
      <div className="mt-3 space-y-5">
        {conflicts.map((conflict, place) =>
          canBeOurs(conflict) ? (
            <OneConflict
              key={`${conflict.index} ${conflict.field}`}
              conflict={conflict}
              task={plan.tasks.get(conflict.target_id)}
              ours="My change"
              nameOf={nameOf}
              side={sides[place] ?? "theirs"}
              onChoose={(side) => {
                setSides(sides.map((before, i) => (i === place ? side : before)));
              }}
            />
          ) : (
            <p key={`${conflict.index} ${conflict.field}`}>{conflict.message}</p>
          ),
        )}
      </div>
    </Dialog>
  );
}

/** What the main button does with what is chosen. */
function doing(sides: readonly Side[]): string {
  if (sides.every((side) => side === "ours")) return "Save my change";
  return sides.includes("ours") ? "Save what is chosen" : "Keep the plan as it is now";
}
