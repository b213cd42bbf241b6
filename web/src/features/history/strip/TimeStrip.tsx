import { useState } from "react";

import { Button } from "@/components/ui/Button";
import { shadesOf, type Colouring } from "@/features/history/strip/density";
import { DensityStrip, Legend } from "@/features/history/strip/DensityStrip";
import { useActivity } from "@/features/history/useActivity";
import type { Choice } from "@/features/history/view";

interface TimeStripProps {
  projectId: string;
  choice: Choice;
  version: number;
  onVersion: (version: number) => void;
}

/** Into how many stretches the project's time is cut. */
const SLOTS = 120;
const NAMES = { who: "who", how: "kind" } as const;

/** When how much of what is looked for was changed, with what its colours stand for. */
export function TimeStrip({ projectId, choice, version, onVersion }: TimeStripProps) {
  const [colouring, setColouring] = useState<Colouring>("who");
  const { data: activity } = useActivity(projectId, SLOTS, choice);
  // What the strip tells is in the list as well: nothing else has to wait for it.
  if (!activity) return <div className="h-10 animate-pulse rounded-md bg-sunken" />;
  const other = colouring === "who" ? "how" : "who";
  return (
    <>
      <DensityStrip {...{ activity, colouring, version, onVersion }} />
      <div className="flex items-start justify-between gap-2 pt-1">
        <Legend shades={shadesOf(activity.slots, colouring)} />
        <Button
          size="sm"
          variant="quiet"
          className="-my-1 -mr-1"
          onPress={() => {
            setColouring(other);
          }}
        >
          Colour by {NAMES[other]}
        </Button>
      </div>
    </>
  );
}
