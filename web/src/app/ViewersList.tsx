import type { ComponentProps, RefObject } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";

import WhoIsHere from "@/app/WhoIsHere";
import { POPOVER } from "@/components/ui/popover";

interface ViewersListProps extends ComponentProps<typeof WhoIsHere> {
  /** What it opens below. */
  anchor: RefObject<Element | null>;
  onClose: () => void;
}

/** Who is looking at what, open. */
export default function ViewersList({ anchor, onClose, ...props }: ViewersListProps) {
  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      placement="bottom end"
      className={POPOVER}
    >
      <Dialog aria-label="Who is here" className="w-72 max-w-[calc(100vw-2rem)] p-3 outline-none">
        <WhoIsHere {...props} />
      </Dialog>
    </Popover>
  );
}
