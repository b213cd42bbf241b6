import { useMemo, useState } from "react";

import { AddLine } from "@/components/task/fields/AddLine";
import { topsOf } from "@/components/task/edits/manyEdits";
import { peopleOf, personIn } from "@/components/task/people";
import { personName } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import { Checkbox } from "@/components/ui/Checkbox";
import { Chooser } from "@/components/ui/Chooser";
import { Dialog } from "@/components/ui/Dialog";
import { TextField } from "@/components/ui/TextField";
import type { ChosenQuestion } from "@/features/plan/chosen/chosenActions";
import type { PlanEditing } from "@/features/plan/usePlanEditing";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";
import { subtreeOf, type Plan } from "@/patch/plan";

interface ChosenDialogProps {
  question: ChosenQuestion;
  plan: Plan;
  ids: ReadonlySet<string>;
  editing: PlanEditing;
  onClose: () => void;
}

const TITLES: Readonly<Record<ChosenQuestion, string>> = {
  assignee: "Assign",
  tags: "Tags of",
  parent: "Move",
};

/** Asks for what all chosen tasks are to get. */
export default function ChosenDialog(props: ChosenDialogProps) {
  const { question, plan, ids, onClose } = props;
  const tasks = [...ids].flatMap((id) => plan.tasks.get(id) ?? []);
  const count = tasks.length === 1 ? "1 task" : `${tasks.length} tasks`;
  return (
    <Dialog title={`${TITLES[question]} ${count}`} isOpen onClose={onClose}>
      {question === "assignee" && <Assignee {...props} tasks={tasks} />}
      {question === "tags" && <TagList {...props} tasks={tasks} />}
      {question === "parent" && <Parent {...props} />}
    </Dialog>
  );
}

type Asked = ChosenDialogProps & { tasks: readonly Task[] };

function Assignee({ plan, tasks, editing, onClose }: Asked) {
  const [name, setName] = useState("");
  const known = useMemo(() => peopleOf(plan), [plan]);
  const assign = (assignee: string | null) => {
    editing.chosen.set({ assignee });
    onClose();
  };
  return (
    <div className="space-y-3">
      <TextField
        label="Assignee"
        autoFocus
        maxLength={200}
        value={name}
        onChange={setName}
        onEnter={() => {
          const found = personIn(known)(name);
          if ("value" in found && found.value) assign(found.value);
        }}
      />
      <div className="flex flex-wrap gap-2">
        {known.map((other) => (
          <Button
            key={other}
            size="sm"
            onPress={() => {
              assign(other);
            }}
          >
            {personName(other)}
          </Button>
        ))}
        {tasks.some(({ assignee }) => assignee !== null) && (
          <Button
            size="sm"
            variant="quiet"
            onPress={() => {
              assign(null);
            }}
          >
            Nobody
          </Button>
        )}
      </div>
    </div>
  );
}

function TagList({ plan, tasks, editing }: Asked) {
  const tags = useMemo(() => {
    const all = [...plan.tasks.values()].flatMap((task) => task.tags);
    return [...new Set(all)].sort();
  }, [plan]);
  return (
    <div className="space-y-3">
      <ul className="space-y-1">
        {tags.map((tag) => {
          const count = tasks.filter((task) => task.tags.includes(tag)).length;
          return (
            <li key={tag}>
              <Checkbox
                label={tag}
                showsLabel
                checked={count === tasks.length || (count > 0 && "mixed")}
                onChange={() => {
                  editing.chosen.tag(tag, count < tasks.length);
                }}
              />
            </li>
          );
        })}
      </ul>
      <AddLine
        label="Add a tag"
        placeholder="Add a tag"
        maxLength={200}
        onAdd={(tag) => {
          editing.chosen.tag(tag, true);
        }}
      />
    </div>
  );
}

function Parent({ plan, ids, editing, onClose }: ChosenDialogProps) {
  const choices = useMemo(() => {
    const out = new Set(topsOf(plan, ids).flatMap(({ id }) => subtreeOf(plan, id)));
    return [...plan.tasks.values()]
      .filter(({ id }) => !out.has(id))
      .sort((a, b) => a.number - b.number)
      .map((task) => ({ id: task.id, mark: handleOf(task), name: task.title }));
  }, [plan, ids]);
  const move = (parentId: string | null) => {
    editing.chosen.move(parentId);
    onClose();
  };
  return (
    <div className="space-y-3">
      <Chooser
        label="Under which task?"
        showsLabel
        placeholder="Number or title"
        choices={choices}
        onChoose={move}
      />
      <Button
        size="sm"
        variant="quiet"
        onPress={() => {
          move(null);
        }}
      >
        To the top
      </Button>
    </div>
  );
}
