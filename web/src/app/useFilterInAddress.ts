import { useNavigate, useSearch } from "@tanstack/react-router";

import { filterOf, type PlanFilter } from "@/features/plan/filter/filter";

/** Which tasks are shown, as the address of a view says it, and the way to show others. */
export function useFilterInAddress() {
  // The same object for as long as it says the same: what is shown depends on it.
  const filter = useSearch({ strict: false, select: filterOf, structuralSharing: true });
  const navigate = useNavigate();
  const onFilter = (wanted: PlanFilter) => {
    void navigate({
      to: ".",
      search: (before) => ({ ...before, ...filterOf({}), ...wanted }),
      replace: true,
      resetScroll: false,
    });
  };
  return { filter, onFilter };
}
