import { CAUSE_NAMES, personName } from "@/components/task/words";
import { DateField } from "@/components/ui/DateField";
import { Select } from "@/components/ui/Select";
import { OPS } from "@/features/history/filters/telling";
import { useActivity } from "@/features/history/useActivity";
import type { Choice } from "@/features/history/view";

const ANY = "";

interface FilterFieldsProps {
  projectId: string;
  choice: Choice;
  onSet: (fields: Choice) => void;
}

/** Who, what, how and when. */
export default function FilterFields({ projectId, choice, onSet }: FilterFieldsProps) {
  const people = usePeople(projectId, choice.actor);
  return (
    <div role="group" aria-label="Filters" className="grid grid-cols-2 gap-3 pt-3">
      <Select
        label="Who"
        value={choice.actor ?? ANY}
        names={{ [ANY]: "Anyone", ...people }}
        onChange={(actor) => {
          onSet({ actor: actor || undefined });
        }}
      />
      <Select
        label="What"
        value={choice.op ?? ANY}
        names={{ [ANY]: "Anything", ...OPS }}
        onChange={(op) => {
          onSet({ op: op || undefined });
        }}
      />
      <Select
        label="How"
        value={choice.cause ?? ANY}
        names={{ [ANY]: "Any way", ...CAUSE_NAMES }}
        onChange={(cause) => {
          onSet({ cause: cause || undefined });
        }}
      />
      <span />
      <DateField
        label="From"
        value={choice.since ?? null}
        onChange={(since) => {
          onSet({ since: since ?? undefined });
        }}
      />
      <DateField
        label="Until"
        value={choice.until ?? null}
        onChange={(until) => {
          onSet({ until: until ?? undefined });
        }}
      />
    </div>
  );
}

/** Everyone who changed or wrote anything here, by the names that people see. */
function usePeople(projectId: string, chosen: string | undefined): Record<string, string> {
  const { data: activity } = useActivity(projectId, 1, {});
  const shares = activity?.slots.flatMap((slot) => slot.shares) ?? [];
  const actors = new Set(shares.flatMap(({ actor, author }) => [actor, author]));
  if (chosen) actors.add(chosen);
  return Object.fromEntries([...actors].sort().map((actor) => [actor, personName(actor)]));
}
