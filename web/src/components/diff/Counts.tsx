import type { Counts } from "@/components/diff/compare";
import { MARK_NAMES, type Mark } from "@/components/tree/decoration";

const SIGNS: readonly { mark: Mark; sign: string; colour: string }[] = [
  { mark: "added", sign: "+", colour: "text-added" },
  { mark: "changed", sign: "~", colour: "text-changed" },
  { mark: "moved", sign: "→", colour: "text-moved" },
  { mark: "removed", sign: "−", colour: "text-removed" },
];

/** How much a difference holds: "+3 ~2 −1". */
export function CountsLine({ counts }: { counts: Counts }) {
  const shown = SIGNS.filter(({ mark }) => counts[mark] > 0);
  if (shown.length === 0) return <span className="text-muted">No changes</span>;
  return (
    <span className="inline-flex gap-2 font-mono font-medium tabular-nums">
      {shown.map(({ mark, sign, colour }) => (
        <span key={mark} className={colour} title={`${MARK_NAMES[mark]}: ${counts[mark]}`}>
          <span aria-hidden>
            {sign}
            {counts[mark]}
          </span>
          <span className="sr-only">{`${counts[mark]} ${MARK_NAMES[mark].toLowerCase()}`}</span>
        </span>
      ))}
    </span>
  );
}
