import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

import { Keys } from "@/components/ui/Keys";

interface PaletteWindowProps {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A window near the top, for a field and what it finds; on a phone it fills the screen. */
export function PaletteWindow({ label, onClose, children }: PaletteWindowProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className="fixed inset-0 z-40 flex animate-appear items-start justify-center bg-[rgb(10_10_15/45%)] sm:p-6 sm:pt-[12vh]"
    >
      <Modal className="h-dvh w-full overflow-hidden bg-raised shadow-floating sm:h-auto sm:max-w-xl sm:rounded-xl">
        <Dialog aria-label={label} className="flex h-full flex-col outline-none sm:max-h-[70vh]">
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The keys that work in it. */
export function PaletteKeys() {
  return (
    <p className="flex gap-4 border-t px-4 py-2 text-xs text-muted pointer-coarse:hidden">
      <span>
        <Keys keys="↑" /> <Keys keys="↓" /> to move
      </span>
      <span>
        <Keys keys="Enter" /> to choose
      </span>
      <span>
        <Keys keys="Esc" /> to close
      </span>
    </p>
  );
}
