import { createContext, useContext, useState } from "react";

/** The version of the plan that is shown; undefined where what is typed meets nobody else's changes. */
export const SeenVersion = createContext<() => number | undefined>(() => undefined);

interface Begun {
  readonly value: unknown;
  readonly version: number | undefined;
}

/** What a field said when somebody began to type into it, and how they find out that it says something else. */
export interface Seen {
  readonly begin: () => void;
  /** The version that was seen, where the value is another one by now: what was typed is about that. */
  readonly since: () => number | undefined;
}

/** Remembers which value of a field somebody begins to change. */
export function useSeen(value: unknown): Seen {
  const version = useContext(SeenVersion);
  const [begun, setBegun] = useState<Begun>(() => ({ value, version: version() }));
  return {
    begin: () => {
      setBegun({ value, version: version() });
    },
    since: () => (begun.value === value ? undefined : begun.version),
  };
}
