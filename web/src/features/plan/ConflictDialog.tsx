import { useId, useState } from "react";

import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import {
  canBeOurs,
  conflictsOf,
  decided,
  fieldName,
  valueText,
  type Conflict,
  type Side,
} from "@/features/plan/conflicts";
import type { Edit } from "@/components/task/edits/edit";
import type { Clash } from "@/features/plan/usePlanStore";

interface ConflictDialogProps {
  clash: Clash;
  /** What is left of our edit once all is decided; null: nothing. */
  onDecide: (edit: Edit | null) => void;
}

/** Lets a person choose between what they did and what somebody else did meanwhile. */
export function ConflictDialog({ clash, onDecide }: ConflictDialogProps) {
  const conflicts = conflictsOf(clash);
  const [sides, setSides] = useState<readonly Side[]>(() => conflicts.map(() => "theirs"));
  return (
    <Dialog
      role="alertdialog"
      title="Somebody else changed the same"
      isOpen
      onClose={() => {
        onDecide(null);
      }}
      actions={
        <>
          <Button
            variant="primary"
            onPress={() => {
              onDecide(decided(clash, sides));
            }}
          >
            Apply
          </Button>
          <Button
            onPress={() => {
              onDecide(null);
            }}
          >
            Drop my change
          </Button>
        </>
      }
    >
      <p className="text-muted">
        Your change is taken back until you choose: {clash.changeset.message}.
      </p>
      {conflicts.length === 0 && <p className="mt-3">{clash.problem.message}</p>}
      <div className="mt-3 space-y-4">
        {conflicts.map((conflict, place) => (
          <Choice
            key={`${conflict.index} ${conflict.field ?? ""}`}
            conflict={conflict}
            side={sides[place] ?? "theirs"}
            onChange={(side) => {
              setSides(sides.map((before, i) => (i === place ? side : before)));
            }}
          />
        ))}
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  conflict: Conflict;
  side: Side;
  onChange: (side: Side) => void;
}

function Choice({ conflict, side, onChange }: ChoiceProps) {
  const name = useId();
  if (!canBeOurs(conflict)) return <p>{conflict.message}</p>;
  const values = { theirs: conflict.theirs, ours: conflict.ours };
  return (
    <fieldset>
      <legend className="font-medium">{fieldName(conflict)}</legend>
      <div className="mt-1.5 grid gap-2 sm:grid-cols-2">
        {SIDES.map((one) => (
          <label
            key={one}
            className="flex cursor-pointer items-start gap-2 rounded-md border p-2.5 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={name}
              aria-label={SIDE_NAMES[one]}
              checked={side === one}
              onChange={() => {
                onChange(one);
              }}
              className="mt-1 accent-accent-fill"
            />
            <span className="min-w-0">
              <span className="block text-sm text-muted">{SIDE_NAMES[one]}</span>
              <span className="block [overflow-wrap:anywhere]">
                {valueText(conflict.field, values[one])}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const SIDES: readonly Side[] = ["theirs", "ours"];
const SIDE_NAMES: Readonly<Record<Side, string>> = { theirs: "Theirs", ours: "Mine" };
