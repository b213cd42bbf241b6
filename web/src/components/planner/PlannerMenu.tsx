import { Button as AriaButton } from "react-aria-components/Button";

import { useActions } from "@/components/palette/offers";
import { useProviders, type Provider } from "@/components/planner/useProviders";
import { Icon } from "@/components/ui/Icon";
import { Menu } from "@/components/ui/Menu";
import type { MenuEntry } from "@/components/ui/menuEntry";
import { nameOfPlanner, usePlanner, type Planner } from "@/lib/planner";

const WHO = "Who plans";

/** Chooses who plans: each provider with its models; those that are not set up say what is missing. */
export function PlannerMenu() {
  const [chosen, choose] = usePlanner();
  const { data } = useProviders();
  const providers = data?.items ?? [];
  const current = chosen ?? (data ? { provider: data.default } : null);
  const entries: readonly MenuEntry[] = [
    {
      id: "default",
      label: "The usual one",
      hint: data && `Whom the project names, or else ${nameOfPlanner({ provider: data.default })}`,
      checked: chosen === null,
      onAction: () => {
        choose(null);
      },
    },
    ...providers.flatMap((provider) => entriesOf(provider, chosen, choose)),
  ];
  useActions(WHO, () => entries);
  return (
    <Menu
      label={WHO}
      trigger={
        <AriaButton
          aria-label={`${WHO}: ${current ? nameOfPlanner(current) : "…"}`}
          className="flex h-7 min-w-0 items-center gap-1 rounded-md px-2 text-sm text-muted hover:bg-sunken hover:text-ink"
        >
          <span className="truncate">{current ? nameOfPlanner(current) : "…"}</span>
          <Icon name="chevronDown" width={12} height={12} className="shrink-0" />
        </AriaButton>
      }
      entries={entries}
    />
  );
}

function entriesOf(
  provider: Provider,
  chosen: Planner | null,
  choose: (planner: Planner) => void,
): MenuEntry[] {
  if (!provider.ready) {
    return [
      {
        id: provider.name,
        label: nameOfPlanner({ provider: provider.name }),
        hint: `Not set up yet. Whoever runs the server gives it ${provider.missing ?? "a key"}.`,
        checked: false,
        disabled: true,
        onAction: () => undefined,
      },
    ];
  }
  const models = provider.models.length > 0 ? provider.models : [undefined];
  return models.map((model) => ({
    id: `${provider.name} ${model ?? ""}`,
    label: nameOfPlanner({ provider: provider.name, model }),
    checked: chosen?.provider === provider.name && chosen.model === model,
    onAction: () => {
      choose({ provider: provider.name, model });
    },
  }));
}
