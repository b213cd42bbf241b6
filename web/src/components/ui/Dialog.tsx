import { Awaited } from "@/components/ui/Awaited";
import type { DialogWindowProps } from "@/components/ui/DialogWindow";
import { lazily } from "@/components/ui/lazily";

// Loaded with the first that opens.
const DialogWindow = lazily(() => import("@/components/ui/DialogWindow"));

/** A window over the page: centred, and a sheet from below where the screen is narrow. */
export function Dialog({ isOpen, ...props }: DialogWindowProps & { isOpen: boolean }) {
  return <Awaited onClose={props.onClose}>{isOpen && <DialogWindow {...props} />}</Awaited>;
}
