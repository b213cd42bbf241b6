import { Keys } from "@/components/ui/Keys";

const HINTS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["J", "K"], does: "next, previous change" },
  { keys: ["Space"], does: "include or not" },
  { keys: ["Enter"], does: "edit the title" },
  { keys: ["A"], does: "accept" },
  { keys: ["R"], does: "reject" },
];

/** The keys of a review, for those who have a keyboard. */
export function KeyHints() {
  return (
    <ul
      aria-label="Keys"
      className="hidden flex-wrap gap-x-3 pb-1 text-xs text-faint pointer-fine:flex"
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
