import { useActions } from "@/components/palette/offers";
import { IconButton } from "@/components/ui/Button";
import { toast } from "@/lib/toast";

const LABEL = "Copy a link to this version";

/** Copies the address of what is shown; it stays the same however the project goes on. */
export function CopyLink({ address }: { address: () => string }) {
  const copy = async () => {
    const link = address();
    try {
      await navigator.clipboard.writeText(link);
      toast.success("The link is copied", { description: link });
    } catch {
      // Only pages that came over a safe connection may use the clipboard: others show the link.
      toast("Copy this link", { description: link, duration: 30_000 });
    }
  };
  useActions("History", () => [
    { id: "copy", label: LABEL, icon: "link", onAction: () => void copy() },
  ]);
  return <IconButton icon="link" label={LABEL} onPress={() => void copy()} />;
}
