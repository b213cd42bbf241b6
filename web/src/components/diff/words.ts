import type { ChangeObject } from "diff/lib/types.js";

/** A piece of two texts in one: in both, only in the later one, only in the earlier one, or left out. */
export interface Piece {
  readonly kind: "same" | "added" | "removed" | "gap";
  readonly text: string;
}

/** Compares two texts word by word; undefined where they have too little in common. */
export type CompareWords = (before: string, after: string) => ChangeObject<string>[] | undefined;

/** Words around a change that are kept; what is further away can be left out. */
const CONTEXT = 8;
/** How many words may differ: beyond, reading both texts is clearer, and comparing takes long. */
const MOST_EDITS = 2_000;

let loading: Promise<CompareWords | null> | undefined;

/** The library, loaded when the first long text is compared; null: it could not be loaded. */
export function loadWords(): Promise<CompareWords | null> {
  loading ??= import("diff/lib/diff/word.js").then(
    ({ diffWordsWithSpace }) =>
      (before, after) =>
        diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS }),
    () => {
      loading = undefined;
      return null;
    },
  );
  return loading;
}

/** Two texts as one, with what went and what came marked; null where they have too little in common. */
export function piecesOf(
  compare: CompareWords,
  before: string,
  after: string,
): readonly Piece[] | null {
  const changes = compare(before, after);
  if (!changes) return null;
  const kept = changes.reduce(
    (sum, { added, removed, value }) => sum + (added || removed ? 0 : wordsIn(value)),
    0,
  );
  // Texts that share a few small words only are two texts.
  if (kept * 3 < Math.min(wordsIn(before), wordsIn(after))) return null;
  return phrases(
    changes.map(({ added, removed, value }) => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value,
    })),
  );
}

/** Words that changed one after the other, as one change: "~~they choose~~ we send". */
function phrases(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  let [gone, come] = ["", ""];
  const settle = () => {
    if (gone) found.push({ kind: "removed", text: gone });
    if (come) found.push({ kind: "added", text: come });
    [gone, come] = ["", ""];
  };
  pieces.forEach(({ kind, text }, place) => {
    const isBetween = kind === "same" && /^[^\S\n]+$/.test(text) && (gone || come);
    const isSpace = isBetween && pieces[place + 1] !== undefined;
    if (kind === "removed" || isSpace) gone += text;
    if (kind === "added" || isSpace) come += text;
    if (kind === "same" && !isSpace) {
      settle();
      found.push({ kind, text });
    }
  });
  settle();
  return found;
}

/** The pieces with what is far from any change left out. */
export function nearChanges(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece, place) => {
    if (piece.kind !== "same") return [piece];
    const words = piece.text.match(/\s*\S+|\s+$/g) ?? [];
    const head = place === 0 ? 0 : CONTEXT;
    const tail = place === pieces.length - 1 ? 0 : CONTEXT;
    if (words.length <= head + tail + CONTEXT) return [piece];
    const text = (part: readonly string[]) => ({ kind: "same", text: part.join("") }) as const;
    const gap = { kind: "gap", text: " … " } as const;
    return [text(words.slice(0, head)), gap, text(words.slice(words.length - tail))].filter(
      (made) => made.text !== "",
    );
  });
}

function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
