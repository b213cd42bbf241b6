import { useMemo, useState } from "react";

import { PriorityMark, StatusMark } from "@/components/task/Marks";
import { personName, PRIORITY_NAMES, STATUS_NAMES } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import { Select } from "@/components/ui/Select";
import { TextField } from "@/components/ui/TextField";
import { isFiltering, type Due, type PlanFilter } from "@/features/plan/filter/filter";
import type { Plan } from "@/patch/plan";

interface FilterBarProps {
  plan: Plan;
  filter: PlanFilter;
  /** How many tasks match; null: nothing is looked for. */
  count: number | null;
  onFilter: (filter: PlanFilter) => void;
}

const ANY = "";
const STATUSES = { [ANY]: "Any", open: "Open", ...STATUS_NAMES };
const PRIORITIES = { [ANY]: "Any", ...PRIORITY_NAMES };
const DUES = {
  [ANY]: "Any",
  overdue: "Overdue",
  today: "Today",
  week: "Within a week",
  none: "No date",
} satisfies Record<Due | "", string>;

/** Which tasks are shown: words at once, everything else when it is opened. */
export function FilterBar({ plan, filter, count, onFilter }: FilterBarProps) {
  const { text, ...fields } = filter;
  const [isOpen, setIsOpen] = useState(isFiltering(fields));
  const set = (changed: PlanFilter) => {
    onFilter({ ...filter, ...changed });
  };
  return (
    <section aria-label="Filter" className="pb-3">
      <div className="flex items-center gap-2 print:hidden">
        <TextField
          label="Filter the tasks"
          hidesLabel
          type="search"
          placeholder="Words in a title or description"
          value={text ?? ""}
          onChange={(words) => {
            set({ text: words || undefined });
          }}
          onEscape={() => {
            set({ text: undefined });
          }}
          className="max-w-xs flex-1"
        />
        <Button
          icon="filter"
          aria-expanded={isOpen}
          onPress={() => {
            setIsOpen(!isOpen);
          }}
        >
          Filter
        </Button>
      </div>
      {isOpen && <Fields plan={plan} filter={filter} onSet={set} />}
      {count !== null && (
        <p role="status" className="flex flex-wrap items-center gap-x-3 pt-2 text-sm text-muted">
          {count === 0 ? "No task matches." : `${count} of ${plan.tasks.size} tasks match.`}
          <Button
            size="sm"
            variant="quiet"
            onPress={() => {
              onFilter({});
            }}
          >
            Show all
          </Button>
        </p>
      )}
    </section>
  );
}

interface FieldsProps {
  plan: Plan;
  filter: PlanFilter;
  onSet: (changed: PlanFilter) => void;
}

function Fields({ plan, filter, onSet }: FieldsProps) {
  const { people, tags } = useValues(plan, filter);
  return (
    <div
      role="group"
      aria-label="Filters"
      className="grid grid-cols-2 gap-3 pt-3 sm:grid-cols-5 print:hidden"
    >
      <Select
        label="Status"
        value={filter.status ?? ANY}
        names={STATUSES}
        markOf={(status) =>
          status === ANY || status === "open" ? null : <StatusMark status={status} />
        }
        onChange={(status) => {
          onSet({ status: status || undefined });
        }}
      />
      <Select
        label="Priority"
        value={filter.priority ?? ANY}
        names={PRIORITIES}
        markOf={(priority) => (priority === ANY ? null : <PriorityMark priority={priority} />)}
        onChange={(priority) => {
          onSet({ priority: priority || undefined });
        }}
      />
      <Select
        label="Assignee"
        value={filter.assignee ?? ANY}
        names={people}
        onChange={(assignee) => {
          onSet({ assignee: assignee || undefined });
        }}
      />
      <Select
        label="Tag"
        value={filter.tag ?? ANY}
        names={tags}
        onChange={(tag) => {
          onSet({ tag: tag || undefined });
        }}
      />
      <Select
        label="Due"
        value={filter.due ?? ANY}
        names={DUES}
        onChange={(due) => {
          onSet({ due: due || undefined });
        }}
      />
    </div>
  );
}

/** What can be chosen: whoever and whatever is in the plan, and what is looked for already. */
function useValues(plan: Plan, { assignee, tag }: PlanFilter) {
  return useMemo(() => {
    const tasks = [...plan.tasks.values()];
    const people = tasks.flatMap((task) => task.assignee ?? []).concat(assignee ?? []);
    const tags = tasks.flatMap((task) => task.tags).concat(tag ?? []);
    return { people: namesOf(people, personName), tags: namesOf(tags, String) };
  }, [plan, assignee, tag]);
}

function namesOf(
  values: readonly string[],
  nameOf: (value: string) => string,
): Record<string, string> {
  const sorted = [...new Set(values)].sort();
  return { [ANY]: "Any", ...Object.fromEntries(sorted.map((value) => [value, nameOf(value)])) };
}
