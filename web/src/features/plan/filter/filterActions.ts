import type { MenuEntry } from "@/components/ui/menuEntry";
import { isFiltering, type PlanFilter } from "@/features/plan/filter/filter";

const OFTEN: readonly { id: string; label: string; filter: PlanFilter }[] = [
  { id: "open", label: "Show open tasks only", filter: { status: "open" } },
  { id: "blocked", label: "Show blocked tasks only", filter: { status: "blocked" } },
  { id: "overdue", label: "Show overdue tasks only", filter: { due: "overdue" } },
  { id: "week", label: "Show tasks due within a week only", filter: { due: "week" } },
];

/** The filters that are wanted most, for the command palette. */
export function filterActions(
  filter: PlanFilter,
  onFilter: (filter: PlanFilter) => void,
): MenuEntry[] {
  return [
    ...OFTEN.map(({ id, label, filter: wanted }): MenuEntry => ({
      id,
      label,
      icon: "filter",
      onAction: () => {
        onFilter(wanted);
      },
    })),
    {
      id: "all",
      label: "Show all tasks",
      icon: "filter",
      disabled: !isFiltering(filter),
      onAction: () => {
        onFilter({});
      },
    },
  ];
}
