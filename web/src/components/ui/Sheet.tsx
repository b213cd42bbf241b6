import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

import { IconButton } from "@/components/ui/Button";

interface SheetProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** What stands in a panel where there is room, as a sheet over the page where there is none. */
export default function Sheet({ title, onClose, children }: SheetProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="fixed inset-0 z-40 flex animate-appear items-end bg-[rgb(10_10_15/45%)]"
    >
      <Modal className="max-h-[90dvh] w-full animate-rise overflow-hidden rounded-t-xl bg-raised shadow-floating">
        <Dialog className="flex max-h-[90dvh] flex-col outline-none">
          <div className="flex items-center justify-between px-4 pt-3 pb-2">
            <Heading slot="title" level={2} className="font-semibold">
              {title}
            </Heading>
            <IconButton icon="close" label="Close" onPress={onClose} className="-mr-1" />
          </div>
          <div className="relative min-h-0 flex-1 overflow-y-auto px-4 pb-6">{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
