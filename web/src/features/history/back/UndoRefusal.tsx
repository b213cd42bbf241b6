import { shownValue } from "@/components/diff/values";
import { FIELD_NAMES } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import type { components } from "@/generated/api";
import { messageOf, Problem } from "@/lib/problem";
import { handleOf } from "@/patch/handle";

type Conflict = components["schemas"]["ConflictOut"];

interface UndoRefusalProps {
  error: unknown;
  title: string;
  onClose: () => void;
}

/** Why a changeset cannot be taken back: usually because later ones touched the same. */
export function UndoRefusal({ error, title, onClose }: UndoRefusalProps) {
  const conflicts = conflictsIn(error);
  return (
    <Dialog
      title="This cannot be undone as it is"
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>Close</Button>}
    >
      {conflicts.length === 0 ? (
        <p>{messageOf(error)}</p>
      ) : (
        <>
          <p>
            Later changes touched what “{title}” changed. Undo those first, or set the fields by
            hand.
          </p>
          <ul className="mt-3 space-y-2">
            {conflicts.map((conflict) => (
              <li
                key={`${conflict.target_id} ${conflict.field ?? ""}`}
                className="rounded-md bg-sunken p-2.5"
              >
                <OneConflict conflict={conflict} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function OneConflict({ conflict }: { conflict: Conflict }) {
  const { field, message, number, title } = conflict;
  if (field === null) return <p>{message}</p>;
  const value = (given: unknown) => shownValue(field, given, String) ?? "not set";
  const theirs = conflict.theirs_label ?? value(conflict.theirs);
  const ours = conflict.ours_label ?? value(conflict.ours);
  return (
    <>
      <p className="font-medium">
        {number !== null && `${handleOf({ number })} `}
        {title !== null && `${title} · `}
        {FIELD_NAMES[field] ?? field}
      </p>
      <p className="text-sm [overflow-wrap:anywhere]">
        Now: {theirs}. The undo would set: {ours}.
      </p>
    </>
  );
}

function conflictsIn(error: unknown): readonly Conflict[] {
  const found = error instanceof Problem ? error.document.conflicts : undefined;
  return Array.isArray(found) ? (found as Conflict[]) : [];
}
