import { useRef, useState } from "react";

import type { Finding } from "@/features/search/useSearch";

/**
 * The hit that Enter would go to: the first of all, in whatever order the kinds are answered, until
 * one moves to another. Whoever types begins at the first again.
 */
export function useChosen(findings: readonly Finding[]) {
  const [chosen, setChosen] = useState<string | null>(null);
  const isMoving = useRef(false);
  const first = findings.flatMap(({ data }) => data ?? [])[0]?.id ?? "";
  const move = () => {
    // What the list chooses by itself, as things come and go, it does at another time.
    isMoving.current = true;
    queueMicrotask(() => {
      isMoving.current = false;
    });
  };
  return {
    begin: () => {
      setChosen(null);
    },
    choose: setChosen,
    command: {
      value: chosen ?? first,
      onValueChange: (value: string) => {
        if (isMoving.current) setChosen(value);
      },
      onPointerMoveCapture: move,
      onKeyDown: move,
    },
  };
}
