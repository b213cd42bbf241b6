import { createContext, useContext } from "react";

import { todayIn } from "@/lib/time";

/** The day on which what is shown was so, where that is past: by it things are late or not. */
export const DayShown = createContext<string | undefined>(undefined);

/** The day by which things are late: today, or that of the version that is shown. */
export function useToday(): string {
  return useContext(DayShown) ?? todayIn(new Date());
}
