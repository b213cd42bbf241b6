import { Icon } from "@/components/ui/Icon";
import { useAnnounced, usePrintKey } from "@/lib/printSoon";

/** Says that a large plan is being put on paper, before the page stands still for that. */
export function PrintNote() {
  usePrintKey();
  const count = useAnnounced();
  if (count === 0) return null;
  return (
    <p
      role="status"
      className="print:hidden fixed inset-x-4 top-16 z-50 mx-auto flex w-fit items-center gap-2 rounded-lg border bg-raised px-4 py-3 shadow-floating"
    >
      <Icon name="print" className="shrink-0" />
      {`Putting ${count.toLocaleString("en")} tasks on paper … The page stands still for that.`}
    </p>
  );
}
