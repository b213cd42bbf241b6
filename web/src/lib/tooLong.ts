/** So many characters has a title at most. */
export const LONGEST_TITLE = 200;

/** By how much a text is longer than it may be, in words; undefined: it is not. Spaces around it do not count. */
export function tooLong(text: string, most: number): string | undefined {
  if (text.length <= most) return undefined;
  // Characters, as the server counts them: a picture is one of them, and two units of a text.
  const over = Array.from(text.trim()).length - most;
  if (over <= 0) return undefined;
  return `${over.toLocaleString("en")} ${over === 1 ? "character" : "characters"} too many: at most ${most.toLocaleString("en")} fit.`;
}
