import { lazy, Suspense, useEffect, useState } from "react";

import { offersNow, type Offer } from "@/components/palette/offers";
import { IconButton } from "@/components/ui/Button";

// Loaded when it is first opened.
const load = () => import("@/app/palette/Palette");
const Palette = lazy(load);

/** Opens the command palette: by the button, or by Ctrl+K wherever the focus is. */
export function PaletteButton() {
  // What is offered is asked once, when it opens.
  const [offers, setOffers] = useState<readonly Offer[] | null>(null);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      // Whoever holds Ctrl down may want it: so little is lost of what they type next.
      if (event.key === "Control" || event.key === "Meta") void load().catch(() => undefined);
      const isAsked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isAsked || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      const asked = offersNow();
      setOffers((before) => before ?? asked);
    };
    window.addEventListener("keydown", hear);
    return () => {
      window.removeEventListener("keydown", hear);
    };
  }, []);
  return (
    <>
      <IconButton
        icon="search"
        label="Search and commands"
        shortcut="Ctrl+K"
        aria-haspopup="dialog"
        onPress={() => {
          setOffers(offersNow());
        }}
      />
      {offers && (
        <Suspense>
          <Palette
            offers={offers}
            onClose={() => {
              setOffers(null);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
