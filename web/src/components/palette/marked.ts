/** A piece of a text; `hit`: it is what was looked for. */
export interface Part {
  readonly text: string;
  readonly hit: boolean;
}

/**
 * A text in pieces, with the words that were typed marked, whatever their case and accents; whole
 * where none of them is in it.
 */
export function marked(text: string, typed: string): Part[] {
  const words = plain(typed)
    .split(/[\s"“”„]+/)
    .filter(Boolean)
    .map(escaped);
  if (words.length === 0) return [{ text, hit: false }];
  let begin = 0;
  return plain(text)
    .split(new RegExp(`(${words.join("|")})`, "iu"))
    .map((part, place) => {
      const end = begin + part.length;
      const piece = { text: text.slice(begin, end), hit: place % 2 === 1 };
      begin = end;
      return piece;
    })
    .filter((part) => part.text !== "");
}

/** A text without accents, every character in its place. */
function plain(text: string): string {
  return text.replace(/\P{ASCII}/gu, (character) => {
    const base = character.normalize("NFD").replace(/\p{M}/gu, "");
    return base.length === character.length ? base : character;
  });
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
