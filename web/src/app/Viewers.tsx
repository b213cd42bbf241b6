import { Suspense, useState } from "react";
import { Button } from "react-aria-components/Button";

import { askOffers } from "@/components/palette/offers";
import { Initials } from "@/components/people/Initials";
import { lazily } from "@/components/ui/lazily";
import { useOpener } from "@/components/ui/useOpener";
import { classes } from "@/lib/classes";
import { nameOf, useViewers } from "@/lib/live/presence";
import type { Plan } from "@/patch/plan";

const load = () => import("@/app/ViewersList");
const ViewersList = lazily(load);

/** How many are shown in the header; the rest is a number. */
const MOST = 3;

/** Who else is looking at the project that is shown; pressed, at what, and what one is called oneself. */
export function Viewers() {
  const viewers = useViewers();
  const { anchor, button, isOpen, close } = useOpener("dialog", load);
  // Asked once, when it opens: it names the tasks that others look at.
  const [plan, setPlan] = useState<Plan | null>(null);
  if (viewers.length === 0) return null;
  const names = viewers.map(nameOf).join(", ");
  const more = viewers.length - MOST;
  return (
    <>
      <Button
        {...button}
        onPress={(event) => {
          setPlan(askOffers().find(({ open }) => open)?.open?.plan ?? null);
          button.onPress?.(event);
        }}
        className="flex h-8 items-center gap-0.5 rounded-md px-1.5 hover:bg-sunken"
      >
        <span className="sr-only">{`Also here: ${names}`}</span>
        {viewers.slice(0, MOST).map((viewer, place) => (
          <Initials
            key={viewer.viewer}
            viewer={viewer}
            className={classes(place > 0 && "max-sm:hidden")}
          />
        ))}
        {more > 0 && (
          <span aria-hidden className="pl-2 text-sm text-muted max-sm:hidden">{`+${more}`}</span>
        )}
        {viewers.length > 1 && (
          <span
            aria-hidden
            className="pl-2 text-sm text-muted sm:hidden"
          >{`+${viewers.length - 1}`}</span>
        )}
      </Button>
      {isOpen && (
        <Suspense>
          <ViewersList anchor={anchor} viewers={viewers} plan={plan} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
