import { Suspense, use, type ReactNode } from "react";

import { loadWords, nearChanges, piecesOf, type Piece } from "@/components/diff/words";

interface TextsProps {
  before: string;
  after: string;
  /** Whether everything is shown, and not only what is near a change. */
  whole?: boolean;
  /** What stands there where the two have too little in common; both of them, unless given. */
  apart?: ReactNode;
}

/** A text that changed, with the words that went and those that came marked in it. */
export function WordDiff(props: TextsProps) {
  return (
    <Suspense fallback={props.apart ?? <BothTexts {...props} />}>
      <Words {...props} />
    </Suspense>
  );
}

function Words({ before, after, whole, apart }: TextsProps) {
  const compare = use(loadWords());
  const pieces = compare && piecesOf(compare, before, after);
  if (!pieces) return apart ?? <BothTexts before={before} after={after} />;
  return (
    <span className="whitespace-pre-wrap">
      {(whole ? pieces : nearChanges(pieces)).map((piece, place) => (
        <Marked key={place} piece={piece} />
      ))}
    </span>
  );
}

function Marked({ piece: { kind, text } }: { piece: Piece }) {
  if (kind === "removed") return <del className="mr-0.5 bg-removed-soft text-removed">{text}</del>;
  if (kind === "added") {
    return <ins className="bg-added-soft font-medium text-added no-underline">{text}</ins>;
  }
  return <span className={kind === "gap" ? "text-faint" : undefined}>{text}</span>;
}

/** Before and after, one beside the other. */
export function BothTexts({ before, after }: { before: string | null; after: string | null }) {
  return (
    <>
      <del className="whitespace-pre-wrap text-removed">{before ?? <NotSet />}</del>
      <span aria-hidden className="px-1.5 text-faint">
        →
      </span>
      <ins className="whitespace-pre-wrap text-added no-underline">{after ?? <NotSet />}</ins>
    </>
  );
}

function NotSet() {
  return <span className="text-faint italic">not set</span>;
}
