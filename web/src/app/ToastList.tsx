import { useEffect, useState } from "react";
import { toast, Toaster, useSonner } from "sonner";

import { clearOfBars } from "@/app/clearOfBars";
import { hearToasts, type Toast } from "@/lib/toast";
import { useIsWide } from "@/lib/useIsWide";

/** On a phone clear of the head of a sheet, and of what the thumb presses at the lower edge. */
const [USUAL, USUAL_ON_A_PHONE] = [88, 144];

/** What is told in passing, beside whatever is decided or said at the lower edge. */
export default function ToastList() {
  const isWide = useIsWide();
  // The toaster below listens before this does: its effects come first.
  useEffect(() => hearToasts(show), []);
  const bottom = useBottom(isWide ? USUAL : USUAL_ON_A_PHONE);
  return (
    <Toaster
      position="bottom-center"
      offset={{ bottom }}
      mobileOffset={{ bottom }}
      // Below a dialog, where it is not a sheet, and below each menu: nothing there is covered.
      style={{ zIndex: isWide ? 35 : 45 }}
      toastOptions={{
        classNames: {
          toast: "!bg-raised !text-ink !border-line !shadow-floating",
          description: "!text-muted",
          actionButton: "!bg-accent-fill !text-on-accent",
        },
      }}
    />
  );
}

/** How far up notes are: bars come, go, grow and scroll while there are any. */
function useBottom(usual: number): number {
  const isAnyShown = useSonner().toasts.length > 0;
  const [bottom, setBottom] = useState(usual);
  useEffect(() => {
    if (!isAnyShown) return;
    let frame = 0;
    const look = () => {
      const bars = [...document.querySelectorAll("[data-bar]")];
      const edges = bars.map((bar) => bar.getBoundingClientRect());
      setBottom(clearOfBars(usual, window.innerHeight, edges));
      frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [isAnyShown, usual]);
  return bottom;
}

function show(told: Toast) {
  if (told.kind === "dismiss") toast.dismiss(told.id);
  else toast[told.kind](told.text, told.more);
}
