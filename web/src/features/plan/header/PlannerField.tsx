import { useProviders, type Provider } from "@/components/planner/useProviders";
import { Select } from "@/components/ui/Select";
import { isPlanner, nameOfPlanner, type Planner } from "@/lib/planner";
import type { Project } from "@/patch/model";

interface PlannerFieldProps {
  metadata: Project["metadata"];
  onSave: (metadata: Project["metadata"]) => void;
}

/** Nobody in particular: whoever the settings name. */
const NOBODY = "";

/** Who plans in this project, for everybody, unless somebody chooses another for themselves. */
export function PlannerField({ metadata, onSave }: PlannerFieldProps) {
  const { data } = useProviders();
  const { planner: chosen, ...rest } = metadata;
  const known = new Map(
    (data?.items ?? []).flatMap(plannersOf).map((one) => [nameOfPlanner(one), one]),
  );
  if (isPlanner(chosen)) known.set(nameOfPlanner(chosen), chosen);
  const names = Object.fromEntries([...known.keys()].map((name) => [name, name]));
  return (
    <Select
      label="Who plans"
      value={isPlanner(chosen) ? nameOfPlanner(chosen) : NOBODY}
      names={{ [NOBODY]: "The usual one", ...names }}
      onChange={(name) => {
        const planner = known.get(name);
        onSave(planner ? { ...rest, planner: { ...planner } } : rest);
      }}
    />
  );
}

function plannersOf({ name, ready, models }: Provider): Planner[] {
  if (!ready) return [];
  return [{ provider: name }, ...models.map((model) => ({ provider: name, model }))];
}
