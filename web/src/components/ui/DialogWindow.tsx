import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

import { IconButton } from "@/components/ui/Button";
import { classes } from "@/lib/classes";

export interface DialogWindowProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, the one that is meant first. */
  actions?: ReactNode;
  /** "alertdialog" when it asks before something is lost. */
  role?: "dialog" | "alertdialog";
  size?: "md" | "lg";
}

/** A dialog, open. */
export default function DialogWindow(props: DialogWindowProps) {
  const { title, onClose, children, actions, role, size } = props;
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
      className="fixed inset-0 z-40 flex animate-appear items-end justify-center bg-[rgb(10_10_15/45%)] sm:items-center sm:p-6"
    >
      <Modal
        className={classes(
          "max-h-[88dvh] w-full animate-rise overflow-hidden rounded-t-xl bg-raised shadow-floating sm:rounded-xl",
          size === "lg" ? "sm:max-w-2xl" : "sm:max-w-md",
        )}
      >
        <AriaDialog role={role} className="flex max-h-[88dvh] flex-col outline-none">
          <div className="flex items-center justify-between gap-3 px-5 pt-4 pb-2">
            <Heading slot="title" level={2} className="text-lg font-semibold">
              {title}
            </Heading>
            <IconButton icon="close" label="Close" onPress={onClose} className="-mr-2" />
          </div>
          <div className="relative min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {actions && (
            <div className="flex flex-row-reverse flex-wrap gap-2 border-t px-5 py-3">
              {actions}
            </div>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
