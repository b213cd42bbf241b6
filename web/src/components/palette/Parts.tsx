import type { Part } from "@/components/palette/marked";

/** A text in which what was looked for is marked. */
export function Parts({ parts }: { parts: readonly Part[] }) {
  return parts.map(({ text, hit }, place) =>
    hit ? (
      <mark key={place} className="bg-transparent font-semibold text-accent">
        {text}
      </mark>
    ) : (
      <span key={place}>{text}</span>
    ),
  );
}
