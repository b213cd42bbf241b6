import { createContext, useContext } from "react";

/** The past version that a view of a project shows; undefined: what is there now. */
export const AtVersion = createContext<number | undefined>(undefined);

/** The past version that is shown here; undefined: what is there now. */
export function useAtVersion(): number | undefined {
  return useContext(AtVersion);
}
