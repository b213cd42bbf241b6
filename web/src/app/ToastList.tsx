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
      // On a phone the lower edge is where the thumb is.
      position={isWide ? "bottom-center" : "top-center"}
      offset={isWide ? { bottom: "5.5rem" } : { top: "3.5rem" }}
      mobileOffset={{ top: "3.5rem" }}
      // Below a dialog: nothing that is to be read or pressed there is covered.
      style={isWide ? { zIndex: 35 } : undefined}
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
