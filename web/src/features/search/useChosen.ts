import { useState } from "react";

import type { Finding } from "@/features/search/useSearch";

/**
 * The hit that Enter would go to: the first of all, in whatever order the kinds are answered, until
 * one moves to another. Whoever types begins at the first again.
 */
export function useChosen(findings: readonly Finding[]) {
  const [chosen, setChosen] = useState("");
  const [hasMoved, setHasMoved] = useState(false);
  const first = findings.flatMap(({ data }) => data ?? [])[0]?.id ?? "";
  const move = () => {
    setHasMoved(true);
  };
  return {
    begin: () => {
      setHasMoved(false);
    },
    command: {
      value: hasMoved ? chosen : first,
      onValueChange: setChosen,
      onPointerMoveCapture: move,
      onKeyDown: ({ key }: { key: string }) => {
        if (/^(Arrow(Up|Down)|Home|End)$/.test(key)) move();
      },
    },
  };
}
