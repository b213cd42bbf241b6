import { Suspense, useMemo, useState } from "react";

import { lazilyFrom } from "@/components/ui/lazily";
import { FIELD } from "@/components/ui/TextField";
import { classes } from "@/lib/classes";
import { useLoadedAhead } from "@/lib/useLoadedAhead";
import { handleOf } from "@/patch/handle";
import type { Plan } from "@/patch/plan";

const load = () => import("@/components/ui/Chooser");
const Chooser = lazilyFrom(load, ({ Chooser: Loaded }) => Loaded);

const LABEL = "Show what a task waits for";
const PLACEHOLDER = "Show the tasks around one";

interface TaskFinderProps {
  plan: Plan;
  onChoose: (taskId: string) => void;
}

/** Finds the task that the graph is to be about. A list of all tasks is made once somebody looks for one. */
export function TaskFinder({ plan, onChoose }: TaskFinderProps) {
  const [isOpen, setIsOpen] = useState(false);
  useLoadedAhead(load);
  const closed = (
    <button
      type="button"
      aria-haspopup="listbox"
      onClick={() => {
        setIsOpen(true);
      }}
      className={classes(FIELD, "text-left text-faint")}
    >
      {PLACEHOLDER}
    </button>
  );
  if (!isOpen) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenFinder plan={plan} onChoose={onChoose} />
    </Suspense>
  );
}

function OpenFinder({ plan, onChoose }: TaskFinderProps) {
  const choices = useMemo(() => choicesOf(plan), [plan]);
  return (
    <Chooser
      label={LABEL}
      placeholder={PLACEHOLDER}
      choices={choices}
      onChoose={onChoose}
      takesFocus
    />
  );
}

function choicesOf(plan: Plan) {
  return [...plan.tasks.values()]
    .sort((a, b) => a.number - b.number)
    .map((task) => ({ id: task.id, mark: handleOf(task), name: task.title }));
}
