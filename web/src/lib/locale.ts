const WHERE_UNSAID = "en-GB";

/**
 * How dates and numbers are written: the page speaks English, in the reader's kind of it.
 *
 * What a browser calls its language need not be one: where the system's is plain C or POSIX, Chromium
 * says "en-US@posix", which everything in Intl throws at.
 */
export function englishOf(language: string): string {
  if (!language.startsWith("en")) return WHERE_UNSAID;
  try {
    return Intl.getCanonicalLocales(language)[0] ?? WHERE_UNSAID;
  } catch {
    return WHERE_UNSAID;
  }
}

/** The one that this reader has: of each date, in words, in numbers and where it is typed. */
export const ENGLISH = englishOf(navigator.language);
