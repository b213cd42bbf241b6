import { Keys } from "@/components/ui/Keys";

/** What the keys of a review do; the dialog with all shortcuts has them too. */
const HINTS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["J", "K"], does: "next, previous change" },
  { keys: ["Space"], does: "include or not" },
  { keys: ["E"], does: "edit" },
  { keys: ["C"], does: "comment" },
  { keys: ["Enter"], does: "see it whole" },
  { keys: ["A"], does: "accept" },
  { keys: ["R"], does: "reject" },
];

/** The keys of a review, for those who have a keyboard. */
export function KeyHints() {
  return (
    <ul
      aria-label="Keys"
      className="print:hidden! hidden flex-wrap gap-x-3 gap-y-1 pb-1.5 text-xs text-muted sm:pointer-fine:flex"
    >
      {HINTS.map(({ keys, does }) => (
        <li key={does} className="flex items-center gap-1">
          {keys.map((key) => (
            <Keys key={key} keys={key} />
          ))}
          {does}
        </li>
      ))}
    </ul>
  );
}
