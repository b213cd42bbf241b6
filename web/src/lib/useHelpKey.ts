import { useKeyDown } from "@/lib/useKeyDown";

/** The question mark asks what the keyboard can do, unless something nearer has answered that. */
export function useHelpKey(onHelp: () => void, isHere: () => boolean = () => true) {
  useKeyDown((event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("[role=dialog]")) return;
    if (!isHere()) return;
    event.preventDefault();
    onHelp();
  });
}
