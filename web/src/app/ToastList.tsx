import { useEffect } from "react";
import { toast, Toaster } from "sonner";

import { hearToasts, type Toast } from "@/lib/toast";
import { useIsWide } from "@/lib/useIsWide";

/** What is told in passing, above whatever is decided or said at the lower edge. */
export default function ToastList() {
  const isWide = useIsWide();
  // The toaster below listens before this does: its effects come first.
  useEffect(() => hearToasts(show), []);
  return (
    <Toaster
      position="bottom-center"
      // On a phone clear of the head of a sheet, and of what the thumb presses at the lower edge.
      offset={{ bottom: isWide ? "5.5rem" : "9rem" }}
      mobileOffset={{ bottom: "9rem" }}
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

function show(told: Toast) {
  if (told.kind === "dismiss") toast.dismiss(told.id);
  else toast[told.kind](told.text, told.more);
}
